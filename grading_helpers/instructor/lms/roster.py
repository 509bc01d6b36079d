"""The class list, which finds the student that an id or a name in an LMS belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, few
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.marks import KnownStudent
from grading_helpers.instructor.tables.csv_tables import Table, heading_key, read_table
from grading_helpers.instructor.tables.letters import ascii_digits, comparable

# Safe as the name of a folder and of a student in nbgrader's gradebook, and in glob patterns.
# Letters of any script, with the marks that belong to them.
MARKS = "".join(
    chr(code) for code in range(0x300, 0x1FFFF) if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
STUDENT_ID = re.compile(rf"[^\W_][\w{MARKS}.@+-]{{0,127}}")
# How many of the words of a name may come first; no name has more.
MOST_TURNS = 20
# The student id of a participant in Moodle whose name is hidden from markers.
BLIND_ID = re.compile(r"participant-(\d+)")
LOST_ZEROS = "a spreadsheet may have dropped leading zeros"
SAME_NAME = "several students have this name"
CONTRADICTION = "its ids and names belong to different students"
# What a spreadsheet makes of a long number, and of an id such as "mar12" or "1-4-26".
SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
MONTH = "(jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"
A_DATE = re.compile(
    rf"\d{{1,2}}[-.]{MONTH}|{MONTH}[-.]\d{{2}}|\d{{1,2}}([./-])\d{{1,2}}\3\d{{4}}", re.IGNORECASE
)
# How programs write a number with blanks in its column, and a text that is to stay one.
WITH_POINT = re.compile(r"(\d{3,})[.,]0")
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')

# The columns of the class list in which each kind of clue is looked up.
LOOKED_FOR = {
    "number": ("number",),
    "lms_number": ("number",),
    "participant": ("participant",),
    "username": ("username", "student_id"),
    "email": ("email", "username", "student_id"),
    "id_number": ("id_number", "student_id"),
    "any": ("student_id", "username", "email", "id_number", "number"),
}

Clues = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Person:
    """A student of the class, with every id and name that may point to them."""

    student_id: str
    given: str = ""
    family: str = ""
    clues: Clues = field(default_factory=dict)

    def first(self, kind: str) -> str:
        """Return the first clue of a kind, or an empty string."""
        return next(iter(self.clues.get(kind, ())), "")


class Roster:
    """A class list that finds people by ids and names; if it is not certain, it finds nobody."""

    def __init__(self, people: Iterable[Person], notes: Iterable[Diagnostic] = ()) -> None:
        self.people: dict[str, Person] = {}
        self.notes = tuple(notes)
        self._index: dict[tuple[str, str], set[str]] = {}
        for person in people:
            self._add(person)

    def _add(self, person: Person) -> None:
        self.people.setdefault(person.student_id, person)
        self._note_down("student_id", _key(person.student_id), person.student_id)
        for kind, values in person.clues.items():
            for value in values:
                if kind != "name":
                    self._note_down(kind, _key(value), person.student_id)
        for key in _names_of(person):
            self._note_down("name", key, person.student_id)

    def _note_down(self, kind: str, key: str, student_id: str) -> None:
        if key:
            self._index.setdefault((kind, key), set()).add(student_id)

    def find(self, clues: Clues) -> tuple[str, str]:
        """Return the student id that the clues point to and, if there is none, the reason.

        Parameters
        ----------
        clues : mapping of str to tuple of str
            Such as ``{"number": ("1001",), "name": ("oneillana",)}``.

        Returns
        -------
        student_id, reason : str
            One of them is empty. Clues that contradict each other identify nobody.
        """
        known = self._known(clues)
        if len(known) > 1 and len(set(map(_key, known))) == 1:
            # Two ids that differ only in capitals.
            known = known & {value for values in clues.values() for value in values} or known
        named = self._named(clues)
        if len(known) > 1 or (known and named and known.isdisjoint(named)):
            students = ", ".join(sorted(known | named))
            return "", f"{CONTRADICTION}: {students}"
        if len(known or named) > 1:
            return "", f"{SAME_NAME}: {', '.join(sorted(named))}"
        if found := known or named:
            return next(iter(found)), ""
        return "", f"nobody in the class list has this id or name{self._same_number(clues)}"

    def _same_number(self, clues: Clues) -> str:
        """Return a hint if an id differs from one in the class list by leading zeros alone."""
        numbers = {value.lstrip("0") for values in clues.values() for value in values} - {""}
        there = (one for kind, one in self._index if kind != "name" and one.isdecimal())
        found = next((one for one in there if one.lstrip("0") in numbers), "")
        return f", but {found}: {LOST_ZEROS}" if found else ""

    def knows(self, kind: str, value: str) -> bool:
        """Return whether somebody in the class list has this id."""
        return bool(self._known({kind: (value,)}))

    def members_of(self, group: str) -> list[str]:
        """Return the students whose column of groups names this group, alone or among others."""
        wanted = _key(group)
        return [
            person.student_id
            for person in self.people.values()
            if wanted in {_key(one) for one in groups_of(person)}
        ]

    def _known(self, clues: Clues) -> set[str]:
        """Return the students with one of these ids."""
        found: set[str] = set()
        for kind, values in clues.items():
            for column in self._columns(kind):
                for value in values:
                    found |= self._index.get((column, _key(value)), set())
        return found

    def _columns(self, kind: str) -> tuple[str, ...]:
        has_numbers = any(column == "number" for column, _ in self._index)
        if kind == "number" and not has_numbers:
            return ("student_id",)
        return LOOKED_FOR.get(kind, ())

    def _named(self, clues: Clues) -> set[str]:
        names = (*clues.get("name", ()), *clues.get("any", ()))
        keys = {key for name in names if (key := name_key(name))}
        return set().union(*(self._index.get(("name", key), set()) for key in keys))


def groups_of(person: Person) -> list[str]:
    """Return the groups that the class list names for a student.

    Examples
    --------
    >>> groups_of(Person("ada", clues={"group": ("Team 1; Tutorial B",)}))
    ['Team 1', 'Tutorial B']
    """
    cells = person.clues.get("group", ())
    return [one.strip() for cell in cells for one in re.split("[;,]", cell) if one.strip()]


def name_key(name: str) -> str:
    """Return the letters and digits of a name without accents, as LMSs put them in file names.

    Examples
    --------
    >>> name_key("O'Neill, Ana María")
    'oneillanamaria'
    """
    return comparable(name)


def _names_of(person: Person) -> set[str]:
    """Return a name in every order in which an LMS may write it, by rotating its words."""
    full = [*person.clues.get("name", ()), f"{person.given} {person.family}"]
    turned = set()
    for name in full:
        words = name.replace(",", " ").split()
        first = [name_key(word) for word in words[:MOST_TURNS]]
        rest = name_key("".join(words[MOST_TURNS:]))
        turned |= {"".join([*first[n:], rest, *first[:n]]) for n in range(len(first))}
    return turned - {""}


def _key(value: str) -> str:
    return unicodedata.normalize("NFC", ascii_digits(value.strip().casefold()))


# The kind of clue in each column of a class list. A file exported by an LMS is a class list too.
HEADINGS = {
    "number": "LMS user id, Canvas id, id",
    "participant": "identifier, participant",
    "username": (
        "username, login, SIS Login ID, Benutzername, Anmeldename, Nutzerkennung, Kennung, "
        "Nom d'utilisateur, identifiant, nombre de usuario, usuario, nome utente, gebruikersnaam, "
        "nazwa użytkownika, nome de utilizador, nome de usuário, NetID, Uni-ID, Kürzel, "
        "användarnamn, brukernavn, brugernavn, käyttäjätunnus, uživatelské jméno, "
        "felhasználónév, Neptun kód, kullanıcı adı, όνομα χρήστη, логин, логін, 用户名, "
        "ユーザー名, 사용자 이름, اسم المستخدم, "
        "שם משתמש, نام کاربری, tên đăng nhập, ชื่อผู้ใช้, nama pengguna, nume utilizator"
    ),
    "id_number": (
        "student id, student number, student no, ID number, SID, SIS User ID, mtknr, "
        "Matrikelnummer, Matrikel-Nr., Matrikelnr., Matr.-Nr., Matrikel, ID-Nummer, "
        "numéro d'étudiant, numéro étudiant, no étudiant, numéro d'identification, "
        "número de identificación, número de ID, número de identificação, "
        "número de matrícula, matrícula, matricola, numero di matricola, "
        "codice identificativo, studentnummer, numer indeksu, "
        "numer albumu, número de aluno, opiskelijanumero, candidate number, studentnr, "
        "studentnummer, öğrenci no, öğrenci numarası, αριθμός μητρώου, "
        "номер студенческого билета, номер студентського квитка, номер зачётной книжки, 学号, "
        "學號, 学籍番号, 学生番号, 학번, رقم الطالب, الرقم الجامعي, "
        "رقم التعريف, מספר זיהוי, תעודת זהות, מספר זהות, ת.ז., מספר סטודנט, شماره دانشجویی, "
        "Mã sinh viên, MSSV, Mã số sinh viên, รหัสนักศึกษา, NIM, nomor induk mahasiswa, "
        "număr matricol, IDナンバー, 学生証番号, रोल नंबर, kimlik numarası"
    ),
    "email": (
        "email, e-mail, email address, e-mail address, E-Mail-Adresse, adresse de courriel, "
        "adresse électronique, courriel, correo, correo electrónico, dirección de correo, "
        "Dirección Email, indirizzo email, e-mailadres, adres e-mail, endereço de email, "
        "e-postadress, e-postadresse, e-posta, электронная почта, メールアドレス, 电子邮件, 邮箱"
    ),
    "name": (
        "name, full name, student, student name, Vollständiger Name, nom complet, nombre completo, "
        "nome completo, volledige naam, pełna nazwa, imię i nazwisko, ad soyad, namn, navn, "
        "jméno a příjmení, ονοματεπώνυμο, фио, піб, 姓名, 氏名, 이름, الاسم, "
        "الاسم الكامل, שם מלא, שם, نام و نام خانوادگی, Họ và tên, Họ tên, ชื่อ-นามสกุล, nama, "
        "nama lengkap, 名前, adı soyadı, नाम"
    ),
    "given": (
        "first name, given name, forename, forenames, preferred name, Vorname, prénom, nombre, "
        "nome, voornaam, imię, nome próprio, förnamn, fornavn, etunimi, jméno, keresztnév, "
        "prenume, ad, adı, όνομα, имя, ім'я, 名, 名字, الاسم الأول, שם פרטי, نام, tên, ชื่อ, "
        "nama depan"
    ),
    "family": (
        "last name, surname, family name, Nachname, Familienname, nom, nom de famille, apellidos, "
        "apellido, apellido(s), cognome, achternaam, nazwisko, apelido, sobrenome, legal surname, "
        "efternamn, etternavn, efternavn, sukunimi, příjmení, vezetéknév, nume, soyad, επώνυμο, "
        "фамилия, прізвище, 姓, 姓氏, soyadı, الاسم الأخير, اسم العائلة, اللقب, שם משפחה, "
        "نام خانوادگی, họ, นามสกุล, nama belakang"
    ),
    "group": (
        "group, groups, team, Gruppe, Gruppen, groupe, groupes, équipe, grupo, grupos, equipo, "
        "gruppo, gruppi, groep, groepen, grupa, grupy"
    ),
}
COLUMNS = {
    heading_key(heading): kind for kind, words in HEADINGS.items() for heading in words.split(", ")
}
# Where student ids are looked for, in this order.
ID_KINDS = ("username", "id_number", "email")
OUR_HEADINGS = ("student_id", "id")
# The columns that hold words and not ids.
IN_WORDS = ("name", "given", "family", "group")
MOST_NOTES = 5
NO_STUDENTS = ("Points Possible", "Manual Posting", "Student, Test")
# How rows of Google Classroom begin that are about the work, and so have no address.
ABOUT_WORK = ("Date", "Points", "Class average")


def find_roster(
    home: CourseFolder, roster: Path | None = None, id_column: str = ""
) -> Roster | None:
    """Return the class list asked for, else the one in the course folder, if there is one."""
    if roster is None and not home.roster.is_file():
        return None
    return read_roster(roster or home.roster, id_column)


def require_roster(listed: Roster | None) -> Roster:
    """Return the class list.

    Raises
    ------
    CommandError
        If there is none.
    """
    if listed is None:
        raise CommandError("--listed-only needs a class list: roster.csv, or --roster FILE.")
    return listed


def everyone(listed: Roster | None, students: Iterable[KnownStudent]) -> Roster:
    """Return the class list plus the students that only the gradebook has."""
    known = [_person_in_gradebook(student) for student in students]
    if listed is None:
        return Roster(known)
    others = [person for person in known if person.student_id not in listed.people]
    return Roster([*listed.people.values(), *others], listed.notes)


def _person_in_gradebook(student: KnownStudent) -> Person:
    blind = BLIND_ID.fullmatch(student.student_id)
    clues = {
        "email": student.email,
        "number": student.lms_user_id,
        "participant": blind[1] if blind else "",
    }
    found = {kind: (value,) for kind, value in clues.items() if value}
    return Person(student.student_id, student.first_name, student.last_name, found)


def read_roster(path: Path, id_column: str = "") -> Roster:
    """Read a class list, written by hand or exported by an LMS.

    Parameters
    ----------
    path : Path
        A CSV file. Student ids are in `id_column`, or else in ``student_id``, in ``id`` (as for
        ``nbgrader db student import``), or in an LMS's login, number or e-mail address.
    id_column : str, optional
        The heading of the column with student ids.

    Raises
    ------
    CommandError
        If there is no such column, or it is empty.
    """
    table = read_table(path, lambda row: _is_heading(row, id_column))
    place = _id_place(table, id_column)
    notes = [*table.notes, *_about_ids(table, place, id_column)]
    people, firsts, shared = list[Person](), dict[str, tuple[int, Person]](), set[str]()
    for number, row in enumerate(table.rows, start=table.above + 2):
        student_id = _as_id(row[place])
        if not _is_student(table, row, student_id):
            continue
        if fault := _fault(student_id, row):
            notes.append(Diagnostic(path.name, f"row {number}: {fault[0]}", fault[1]))
            continue
        person = person_of(table, row, student_id, place)
        people.append(person)
        first, before = firsts.setdefault(student_id, (number, person))
        if not _may_be_one(before, person):
            shared.add(student_id)
            what = f"rows {first} and {number}: {student_id} is the id of two students, so neither"
            what += " is in the class list"
            notes.append(Diagnostic(path.name, what, "give each of them an id of their own"))
        elif first != number:
            what = f"row {number}: {student_id} is already in row {first}; the name there is used"
            notes.append(Diagnostic(path.name, what, "delete one of the two rows"))
    people = [person for person in people if person.student_id not in shared]
    if not people:
        raise CommandError(
            f"{path} has no valid student ids in its column {table.heading[place]!r}."
            + "".join(f"\n  {note}" for note in notes[:MOST_NOTES])
        )
    return Roster(people, notes)


def _about_ids(table: Table, place: int, id_column: str) -> Iterator[Diagnostic]:
    """Yield what the instructor should know about the column of ids as a whole."""
    if not id_column and table.heading[place] not in OUR_HEADINGS:
        what = f"student ids are taken from its column {table.heading[place]!r}"
        cure = "if they are in another one, name it with --id-column"
        yield Diagnostic(table.name, what, cure, needs_action=False)
    with_point = [row[place] for row in table.rows if WITH_POINT.fullmatch(row[place].strip())]
    if with_point:
        what = f"student ids are read without the .0 at their end: {few(with_point)}"
        yield Diagnostic(table.name, what, needs_action=False)


def _is_student(table: Table, row: Sequence[str], student_id: str) -> bool:
    """Return whether a row is about a student, and not about the work or the headings again."""
    is_about_work = not student_id and row[0].strip() in ABOUT_WORK
    is_heading = [cell.strip() for cell in row] == list(table.heading)
    return not (is_about_work or is_heading or any(cell.strip() in NO_STUDENTS for cell in row))


def _may_be_one(one: Person, other: Person) -> bool:
    """Return whether two rows may be about one student: their names agree, at least in part."""
    names = _names_of(one), _names_of(other)
    if not all(names):
        return not one.first("email") or one.first("email") == other.first("email")
    if not names[0].isdisjoint(names[1]):
        return True
    addresses = {person.first("email") for person in (one, other)} - {""}
    return len(addresses) < 2 and _first_name(one) == _first_name(other)


def _first_name(person: Person) -> str:
    family, comma, given = person.first("name").partition(",")
    return comparable((person.given or (given if comma else family)).split(" ")[0])


def _is_heading(row: Sequence[str], id_column: str) -> bool:
    """Return whether a row names a column with student ids, beside others."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if id_column:
        return len(cells) > 1 and heading_key(id_column) in map(heading_key, cells)
    kinds = {COLUMNS.get(heading_key(cell)) for cell in cells}
    return len(cells) > 1 and bool({*OUR_HEADINGS} & {*cells} or {*ID_KINDS} & kinds)


def _as_id(cell: str) -> str:
    r"""Return the student id in a cell, without what programs put around it.

    Examples
    --------
    >>> _as_id('="0123"'), _as_id("'0123"), _as_id("\ufeffada "), _as_id("1001234.0")
    ('0123', '0123', 'ada', '1001234')
    """
    text = unicodedata.normalize("NFC", _unwrapped(cell)).removeprefix("'")
    number = WITH_POINT.fullmatch(text)
    return number[1] if number else text


def _unwrapped(cell: str) -> str:
    """Return a cell without spaces, invisible characters, or the formula around a text."""
    visible = [at for at, one in enumerate(cell) if unicodedata.category(one) != "Cf"]
    text = cell[visible[0] : visible[-1] + 1].strip() if visible else ""
    kept = KEPT_AS_TEXT.fullmatch(text)
    return kept[1].strip() if kept else text


def _fault(student_id: str, row: Sequence[str]) -> tuple[str, str] | None:
    """Return why this cannot be a student id, and what to do; None if it can."""
    again = "export the list again, and do not save it"
    if not student_id:
        whose = few([cell.strip() for cell in row if cell.strip()], 3)
        return f"there is no student id for {whose}", "enter one, or name another --id-column"
    if SHORTENED.fullmatch(student_id):
        return f"a spreadsheet has shortened the student id to {student_id!r}", again
    if A_DATE.fullmatch(student_id):
        return f"a spreadsheet has turned the student id into a date: {student_id!r}", again
    if not STUDENT_ID.fullmatch(student_id):
        what = f"{student_id!r} is not a valid student id"
        return what, "use only letters, digits, . @ + - _, or name another column: --id-column"
    return None


def _id_place(table: Table, id_column: str) -> int:
    if id_column:
        places = [at for at, name in enumerate(table.heading) if name == id_column]
        places = places or [at for at in (table.column(id_column),) if at is not None]
    else:
        places = [table.heading.index(name) for name in OUR_HEADINGS if name in table.heading]
        kinds = kinds_of(table)
        places += [kinds.index(kind) for kind in ID_KINDS if kind in kinds]
    if places:
        return places[0]
    headings = ", ".join(filter(None, table.heading))
    raise CommandError(
        f"{table.name} has no column {id_column or 'student_id'!r}. It has: {headings}. Name the "
        "column with the student ids: --id-column NAME. If these are not headings, write some "
        "above them." + "".join(f"\n  {note}" for note in table.notes)
    )


def kinds_of(table: Table) -> list[str | None]:
    """Return the kind of clue in each column, by its heading or, for e-mail addresses, its cells.

    Parameters
    ----------
    table : Table
        A class list in any language.
    """
    kinds = [COLUMNS.get(heading_key(heading)) for heading in table.heading]
    return [
        "email" if kind is None and place in table.with_addresses else kind
        for place, kind in enumerate(kinds)
    ]


def person_of(table: Table, row: tuple[str, ...], student_id: str, id_place: int = -1) -> Person:
    """Return the person in a row of a class list.

    Parameters
    ----------
    table : Table
        The class list.
    row : tuple of str
        A row of it.
    student_id : str
        The person's id in the gradebook.
    id_place : int, optional
        The index of the column with the id; by default there is none.
    """
    clues = clues_of(table, row, id_place)
    given, family = (next(iter(clues.pop(kind, ())), "") for kind in ("given", "family"))
    if given and not family and (name := next(iter(clues.get("name", ())), "")):
        # Beside a column of first names, one that is called "Name" has the others.
        family = "" if name_key(given) in name_key(name) else name
    return Person(student_id, given, family, clues)


def clues_of(table: Table, row: tuple[str, ...], id_place: int = -1) -> dict[str, tuple[str, ...]]:
    """Return the ids and names in a row, by kind.

    Parameters
    ----------
    table : Table
        A class list.
    row : tuple of str
        A row of it.
    id_place : int, optional
        The index of the column with student ids, which is skipped; by default there is none.
    """
    clues: dict[str, tuple[str, ...]] = {}
    columns = zip(kinds_of(table), table.heading, row, strict=True)
    for place, (kind, heading, cell) in enumerate(columns):
        if kind is None or not cell.strip() or (place == id_place and heading == "id"):
            continue
        if kind == "participant":
            value = participant_number(cell)
        else:
            value = _unwrapped(cell) if kind in IN_WORDS else _as_id(cell)
        clues[kind] = (*clues.get(kind, ()), value)
    return clues


def participant_number(identifier: str) -> str:
    """Return the number at the end of a Moodle participant identifier, in any language.

    Examples
    --------
    >>> participant_number("Participant 657737"), participant_number("Teilnehmer/in657737")
    ('657737', '657737')
    """
    found = re.search(r"(?<!\d)\d++\s*$", identifier)
    return found.group().strip() if found else ""
