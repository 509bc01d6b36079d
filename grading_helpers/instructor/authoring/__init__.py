"""From the authors' text to notebooks: banks, lessons and corpora read, checked and built."""
