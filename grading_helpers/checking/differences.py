"""How a result differs from the right one, in words, from digests alone.

No right value is known here. Each part of a result has a separate digest, which shows which
entries are right; the paths of the parts show which entries there should be.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from grading_helpers.checking.outcomes import Case, Outcome
from grading_helpers.checking.results import Leaf, in_any_order, kind, kind_of_leaf, parts_of
from grading_helpers.checking.written import listed

# The first step of a leaf's path: a key, in which dots and brackets are escaped, or a position.
_STEP = re.compile(r"\.((?:\\.|[^.\[\\])*)|\[\d+\]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CONTAINERS = {".": "a dictionary", "[": "a list"}
MOST_CELLS = 2_000
DECIMALS = {0: "whole numbers", 1: "one decimal", 2: "two decimals", 3: "three decimals"}


def entries(paths: Iterable[str]) -> list[str]:
    """Return the first key of each path as a person writes it, without repeats.

    Examples
    --------
    >>> entries([".Quay", ".Mill Lane[00000]", ".3", '."3"'])
    ["'Quay'", "'Mill Lane'", '3', "'3'"]
    """
    steps = (_STEP.match(path) for path in paths)
    return list(dict.fromkeys(_as_key(step[0]) for step in steps if step and step[0][0] == "."))


def _as_key(step: str) -> str:
    text = re.sub(r"\\(.)", r"\1", step[1:])
    return text if _NUMBER.fullmatch(text) else repr(text.strip('"'))


@dataclass(frozen=True)
class Compared:
    """A result, and what is known about the right one in the same case."""

    leaves: tuple[Leaf, ...]
    case: Case
    tolerance: float
    salt: str
    result: object = field(default=None, repr=False)

    @cached_property
    def values(self) -> dict[str, object]:
        """The values within the result by the first steps of their paths."""
        return parts_of(self.result)

    def noun(self, step: str, otherwise: str) -> str:
        """Return the name of the kind of an entry, or of the whole result if the step is empty."""
        if step and step not in self.values:
            return otherwise
        return kind(self.values[step] if step else self.result).partition(" ")[2]

    @property
    def found(self) -> dict[str, Leaf]:
        """The values of the result by their paths."""
        return {leaf.path: leaf for leaf in self.leaves}

    def is_right(self, path: str, leaf: Leaf) -> bool:
        """Tell whether a value is the right one at a path."""
        part = self.case.parts.get(path)
        return part is not None and self._fits(part, (replace(leaf, path=path),))

    def is_empty_right(self) -> bool:
        """Tell whether an empty list is the right result."""
        return self.case.right is not None and self._fits(self.case.right, (Leaf("", "[]"),))

    def is_right_in_any_order(self) -> bool:
        """Tell whether a list has the right entries, but in the wrong order."""
        known = self.case.any_order
        return known is not None and self._fits(known, in_any_order(self.leaves))

    def _fits(self, known: Outcome, leaves: tuple[Leaf, ...]) -> bool:
        return known.fits(leaves, self.tolerance, self.salt)


def differences_in_words(seen: Compared, others: Callable[[], Iterable[Compared]] = tuple) -> str:
    """Say what is missing, unexpected, of the wrong kind or not right yet; empty if unknown.

    Parameters
    ----------
    seen : Compared
        What the function returned.
    others : callable
        Gives what it returned in the other cases in which it is wrong. Rounding or a different
        order is named only if it explains these too: in one case it may be a coincidence.
    """

    def cause(words_of: Callable[[Compared], str]) -> str:
        words = words_of(seen)
        return words if words and all(map(words_of, others())) else ""

    def precision() -> str:
        return cause(near_words) or cause(cut_off_words)

    if seen.case.kind == "a list":
        return _count_words(seen) or cause(_list_order_words) or precision()
    if not seen.case.parts:
        extra = entries(seen.found) if seen.case.kind == "a dictionary" else []
        return " ".join(_key_words([], extra, "It")) or precision()
    wanted, given = entries(seen.case.parts), entries(seen.found)
    shape = [*_key_words(wanted, given, "It")] or [*_shape_words(seen)]
    if shape:
        return " ".join(shape)
    causes = precision() or _set_words(seen) or cause(_order_words)
    return causes or _value_words(seen)


def _count_words(seen: Compared) -> str:
    """Say that a list has too few or too many entries."""
    if not all(re.fullmatch(r"\[\d+\]", leaf.path) for leaf in seen.leaves) or not seen.case.right:
        return ""
    count, due = len(seen.leaves), len(seen.case.right.residues)
    if due == 1 and seen.is_empty_right():
        due = 0
    if count == due:
        return ""
    return f"The {seen.noun('', 'list')} has {_counted(count)}, which is too {_many(count, due)}."


def _list_order_words(seen: Compared) -> str:
    """Say that a list, whose entries have no separate digests, has them in the wrong order."""
    if not seen.is_right_in_any_order():
        return ""
    return "It has the right entries, but not in the order that the task asks for."


def _counted(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _many(count: int, due: int) -> str:
    return "many" if count > due else "few"


def _key_words(
    wanted: Sequence[str], given: Sequence[str], subject: str, where: str = ""
) -> Iterator[str]:
    """Yield messages about keys that are missing or unexpected."""
    missing = [key for key in wanted if key not in given]
    extra = [key for key in given if key not in wanted]
    if quoted := [key for key in extra if key.strip("'") in missing]:
        yield f"The keys{where} are text, such as {quoted[0]}, but the task asks for numbers."
        return
    if missing and extra:
        wrong = f"has the {_keys(extra)}, which the task does not ask for"
        yield f"{subject} lacks the {_keys(missing)} and {wrong}."
    elif missing:
        lacks = f"{subject} lacks the {_keys(missing)}"
        yield f"{lacks}; it has {listed(given)}." if given else f"{lacks}: it is empty."
    elif extra:
        yield f"{subject} has the {_keys(extra)}, which the task does not ask for."


def _keys(names: Sequence[str]) -> str:
    return f"key {names[0]}" if len(names) == 1 else f"keys {listed(names)}"


def _shape_words(seen: Compared) -> Iterator[str]:
    """Yield messages about entries of the wrong kind, or with too few or too many parts."""
    wanted, given = _below(seen.case.parts), _below(seen.found)
    said: dict[str, list[str]] = {}
    for step, paths in wanted.items():
        due = _kind_due(seen, step, paths)
        for words in _entry_words(seen, step, due, paths, given[step]):
            said.setdefault(words, []).append(_as_key(step))
    for words, names in said.items():
        same = f" The same is true of {listed(names[1:])}." if names[1:] else ""
        yield words.format(names[0]) + same


def _below(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the rest of each path below its first step."""
    below: dict[str, list[str]] = {}
    for path in paths:
        if step := _STEP.match(path):
            below.setdefault(step[0], []).append(path[step.end() :])
    return below


def _kind_due(seen: Compared, step: str, paths: Sequence[str]) -> str:
    """Return the kind of value that an entry should have: "[", "." or "" for a single value."""
    if paths != [""]:
        return paths[0][0]
    return next((token[0] for token in ("[]", "{}") if seen.is_right(step, Leaf(step, token))), "")


def _entry_words(
    seen: Compared, step: str, due: str, wanted: Sequence[str], given: Sequence[str]
) -> Iterator[str]:
    due = "." if due == "{" else due
    leaf = seen.found.get(step)
    have = {"[]": "[", "{}": "."}.get(leaf.token, "") if leaf else given[0][0]
    if set(wanted) == set(given) and (have == due or leaf is None):
        return
    if have != due:
        what = _CONTAINERS.get(have) or (kind_of_leaf(leaf) if leaf else "something else")
        if step in seen.values:
            what = "None" if seen.values[step] is None else kind(seen.values[step])
        if leaf and have:
            what = f"an empty {what.partition(' ')[2]}"
        asked = _CONTAINERS.get(due, "a single value")
        yield f"The value of {{}} is {what}, but the task asks for {asked}."
    elif due == "[":
        count, right = len(_steps(given)), len(_steps(wanted))
        noun = seen.noun(step, "list")
        if count != right:
            yield f"The {noun} of {{}} has {_counted(count)}, which is too {_many(count, right)}."
        else:
            yield f"The entries in the {noun} of {{}} are not built as the task asks."
    else:
        subject = f"The {seen.noun(step, 'dictionary')} of {{}}"
        yield from _key_words(_steps(wanted), _steps(given), subject, " of {}")


def _steps(paths: Iterable[str]) -> list[str]:
    """Return the first step of each path that has one, without repeats."""
    steps = (_STEP.match(path) for path in paths)
    found = (_as_key(step[0]) if step[0][0] == "." else step[0] for step in steps if step)
    return list(dict.fromkeys(found))


def _set_words(seen: Compared) -> str:
    """Say that sets in a dictionary should be lists, if their entries are right; else nothing."""
    names = _shuffled(seen)
    if not names or set(names.values()) != {"set"}:
        return ""
    return f"A set has no order. Give {listed(list(names))} as a list. Everything else is right."


def _order_words(seen: Compared) -> str:
    """Say that only the order of lists in a dictionary is wrong; empty if more is."""
    names = _shuffled(seen)
    if not names:
        return ""
    nouns = set(names.values())
    noun = nouns.pop() if len(nouns) == 1 else "value"
    what, have = (noun, "has") if len(names) == 1 else (_plural(noun), "have")
    return (
        f"The {what} of {listed(list(names))} {have} the right entries, "
        "but not in the order that the task asks for. Everything else is right."
    )


def _shuffled(seen: Compared) -> dict[str, str]:
    """Return the kind of each list that differs only in its order, if everything else is right."""
    names = {}
    for step, rest in _below(seen.case.parts).items():
        places = [f"{step}{one}" for one in rest]
        if not all(path in seen.found for path in places):
            return {}
        if all(seen.is_right(path, seen.found[path]) for path in places):
            continue
        is_list = len(places) > 1 and all(re.fullmatch(r"\[\d+\]", one) for one in rest)
        if not is_list or not _is_shuffled(seen, places):
            return {}
        names[_as_key(step)] = seen.noun(step, "list")
    return names


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") else f"{noun}s"


def _is_shuffled(seen: Compared, places: Sequence[str]) -> bool:
    """Tell whether the entries of a list are the right ones in another order."""
    left = [seen.found[path] for path in places]
    for path in places:
        fitting = next((leaf for leaf in left if seen.is_right(path, leaf)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def near_words(seen: Compared) -> str:
    """Say that numbers are right except for their rounding; empty if they are not."""
    return _near_words(seen, "rounded", reach=0.5)


def cut_off_words(seen: Compared) -> str:
    """Say that numbers are right except that decimals are cut off; empty if that is not so."""
    return _near_words(seen, "cut down", reach=1.0, only_away=True)


def _near_words(seen: Compared, what: str, reach: float, *, only_away: bool = False) -> str:
    """Say what was done to numbers if right ones are within ``reach`` units of a decimal."""
    numbers = [leaf for leaf in seen.leaves if leaf.number is not None]
    for decimals, words in DECIMALS.items():
        half, unit = 0.5 * 10.0**-decimals, 10.0**-decimals
        cells = round(reach * unit / (2 * seen.tolerance)) + 1
        rounded = all(abs(_off(leaf, unit)) < unit * 1e-6 for leaf in numbers)
        if not numbers or not rounded or half <= seen.tolerance or cells > 2 * reach * MOST_CELLS:
            continue
        if all(_is_near(seen, leaf, cells, only_away=only_away) for leaf in seen.leaves):
            return f"It would be right if its numbers were not {what} to {words}."
    return ""


def _off(leaf: Leaf, unit: float) -> float:
    number = leaf.number or 0.0
    return number - round(number / unit) * unit


def _is_near(seen: Compared, leaf: Leaf, cells: int, *, only_away: bool = False) -> bool:
    """Tell whether a right number is at most so many steps away, each twice the tolerance.

    With ``only_away``, the steps lead away from zero: cutting off decimals moves a number towards
    it.
    """
    parts = seen.case.parts or ({"": seen.case.right} if seen.case.right else {})
    part = parts.get(leaf.path)
    if part is None:
        return False
    if leaf.number is None:
        return part.fits((leaf,), seen.tolerance, seen.salt)
    width, number = 2 * seen.tolerance, leaf.number
    signs = [math.copysign(1, number)] if only_away and number else [1, -1]
    return any(
        part.fits((replace(leaf, number=number + sign * step * width),), seen.tolerance, seen.salt)
        for step in range(cells + 1)
        for sign in (signs if step else [1])
    )


def _value_words(seen: Compared) -> str:
    """Say which entries of a dictionary are not right yet, if others are."""
    found = seen.found
    right = {path for path in seen.case.parts if seen.is_right(path, found[path])}
    differ = entries(path for path in seen.case.parts if path not in right)
    if not differ or len(differ) == len(entries(seen.case.parts)):
        return ""
    what = "this entry is" if len(differ) == 1 else "these entries are"
    said = f"{what} not right yet: {listed(differ)}."
    # If only missing values match, nothing shows that any of the numbers is right.
    only_blanks = all(found[path].token == "missing" for path in right)
    return f"T{said[1:]}" if only_blanks else f"Some of it is right; {said}"
