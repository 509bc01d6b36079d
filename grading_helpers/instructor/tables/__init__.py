"""Tables as spreadsheets and LMSs write them: CSV files, encodings, dates and times."""
