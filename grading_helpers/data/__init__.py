"""The company's tables, described column by column in ``DATA.md`` beside them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

FOLDER = Path(__file__).parent


def data_path(name: str) -> Path:
    """Return where a table of the company lies.

    Parameters
    ----------
    name : str
        File name of the table, such as ``"survey.csv"``.

    Returns
    -------
    pathlib.Path
        Ready for ``pd.read_csv``; the same from whichever folder a notebook is opened.

    Raises
    ------
    FileNotFoundError
        If the company has no such table; the message names the nearest one.

    Examples
    --------
    >>> data_path("servqual.csv").name
    'servqual.csv'
    """
    path = FOLDER / name
    if path.suffix == ".csv" and path.parent == FOLDER and path.is_file():
        return path
    tables = sorted(table.name for table in FOLDER.glob("*.csv"))
    nearest = get_close_matches(name, tables, n=1)
    advice = f"Did you mean {nearest[0]!r}?" if nearest else f"There are: {', '.join(tables)}."
    raise FileNotFoundError(f"data_path({name!r}): the company has no such table. {advice}")
