"""The proofs of earlier runs, found again by the digest of everything that they depend on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor.authoring.content_cache import digest_of, surroundings

T = TypeVar("T")
Facts = dict[str, object]


@dataclass
class Recall:
    """The facts that one proof depends on: from earlier runs, and as found in this run.

    Parameters
    ----------
    known : mapping of str to object
        Facts of an earlier run by their keys.
    """

    known: Mapping[str, object] = field(default_factory=dict)
    used: Facts = field(default_factory=dict)

    def get(self, *about: object, find: Callable[[], T]) -> T:
        """Return what is known about something, or find it out.

        Parameters
        ----------
        *about : object
            Everything that the fact depends on, as JSON values.
        find : callable
            Finds the fact, which must be a JSON value.
        """
        key = digest_of(surroundings(), *about)
        if key not in self.used:
            self.used[key] = self.known[key] if key in self.known else find()
        return self.used[key]  # type: ignore[return-value]


@dataclass(frozen=True)
class Proof:
    """A proof in the cache: its key, its result, and the facts that it is made of."""

    key: str
    fact: object
    parts: Facts


class ProofCache:
    """The proofs of one run, and those of earlier runs.

    Parameters
    ----------
    folder : Path, optional
        Where they are kept; without it nothing is cached.
    fresh : bool, optional
        Prove everything again, and keep only what this run shows.
    """

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        self.folder = folder
        self.fresh = fresh
        self._shelves: dict[str, dict[str, Proof]] = {}

    def key(self, *about: object) -> str:
        """Return a proof's cache key in a form that JSON can store."""
        return digest_of(surroundings(), *about)

    def find(self, shelf: str, name: str, key: str) -> Proof | None:
        """Return a proof of an earlier run, if it has this key.

        Parameters
        ----------
        shelf : str
            The lesson.
        name : str
            What was proved.
        key : str
            The key that it has today.
        """
        proof = self._shelf(shelf).get(name)
        return proof if proof and proof.key == key else None

    def parts(self, shelf: str, name: str) -> Facts:
        """Return the facts that the last proof of something was made of."""
        proof = self._shelf(shelf).get(name)
        return proof.parts if proof else {}

    def keep(self, shelf: str, name: str, proof: Proof) -> None:
        """Keep a proof; with an empty key, keep only its facts and not its result."""
        self._shelf(shelf)[name] = proof

    def save(self) -> None:
        """Write the proofs, one file for each lesson."""
        if self.folder is None:
            return
        for shelf, proofs in self._shelves.items():
            content = {name: [one.key, one.fact, one.parts] for name, one in proofs.items()}
            text = json.dumps({"digest": digest_of(content), "proofs": content})
            write_atomically(self.folder / f"{shelf}.json", text.encode())

    def _shelf(self, shelf: str) -> dict[str, Proof]:
        if shelf not in self._shelves:
            known = {} if self.fresh or self.folder is None else _read(self.folder, shelf)
            self._shelves[shelf] = known
        return self._shelves[shelf]


def _read(folder: Path, shelf: str) -> dict[str, Proof]:
    """Return the proofs in a file; none if it is missing or damaged."""
    try:
        stored = json.loads((folder / f"{shelf}.json").read_text("utf-8"))
        if stored["digest"] != digest_of(stored["proofs"]):
            return {}
        return {
            name: Proof(key, fact, parts) for name, (key, fact, parts) in stored["proofs"].items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
