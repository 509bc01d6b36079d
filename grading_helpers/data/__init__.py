"""The company's tables, described column by column in ``DATA.md`` beside them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

FOLDER = Path(__file__).parent


def data_path(name: str) -> Path:
    """Return the path of one of the company's tables.

    Parameters
    ----------
    name : str
        File name of the table, such as ``"survey.csv"``.

    Returns
    -------
    pathlib.Path
        A path for ``pd.read_csv`` that works from any folder.

    Raises
    ------
    FileNotFoundError
        If there is no such table; the message suggests a similar name or lists all tables.

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
    advice = f"Did you mean {nearest[0]!r}?" if nearest else f"The tables are: {', '.join(tables)}."
    raise FileNotFoundError(f"data_path({name!r}): the company has no such table. {advice}")
