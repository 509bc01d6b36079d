"""A contract, as ``contract.py`` in the folder of an exercise declares it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hypothesis.strategies import SearchStrategy

Arguments = tuple[object, ...]


@dataclass(frozen=True)
class Contract:
    """Which inputs the function of an exercise must take, and which hidden test uses which.

    Parameters
    ----------
    inputs : mapping of str to SearchStrategy
        What is special about some inputs, such as ``"ties"``, and the strategy that draws them.
        Each input is the tuple of the arguments of one call.
    tests : mapping of str to tuple of str
        For each hidden test that gets a battery, the labels whose inputs it uses.
    tolerance : float, optional
        How far a number may be off; by default what ``check.yml`` says.
    raises : mapping of str to type, optional
        The labels whose inputs the function must refuse, and the exception that it must raise.
    """

    inputs: Mapping[str, SearchStrategy[Arguments]]
    tests: Mapping[str, tuple[str, ...]]
    tolerance: float | None = None
    raises: Mapping[str, type[Exception]] = field(default_factory=dict)

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """Yield each fault: a word by which to find its line, what is wrong, and how to fix it."""
        if not self.inputs:
            yield "inputs", "it has no inputs", "give at least one label and its strategy"
        yield from self._faults_of_tests()
        for label, strategy in self.inputs.items():
            if not isinstance(strategy, SearchStrategy):
                what = f"the label {label!r} has {type(strategy).__name__}, which draws nothing"
                yield f'"{label}"', what, "give it a strategy"
        for label in self.raises:
            if label not in self.inputs:
                what = f"raises names the label {label!r}, which has no inputs"
                yield "raises", what, f"use one of {', '.join(self.inputs)}"
        for label in self.unused():
            what = f"no test uses the inputs of the label {label!r}"
            yield f'"{label}"', what, "name it in tests"

    def _faults_of_tests(self) -> Iterator[tuple[str, str, str]]:
        for test, labels in self.tests.items():
            if isinstance(labels, str):
                what = f"the labels of {test} are a single text"
                yield test, what, f'write them as a tuple: ("{labels}",)'
                continue
            for label in set(labels) - set(self.inputs):
                what = f"the test {test} uses the label {label!r}, which has no inputs"
                yield test, what, f"use one of {', '.join(self.inputs)}"

    def unused(self) -> list[str]:
        """Return the labels that no test uses; none for practice, which has no tests."""
        used = {label for labels in self.tests.values() for label in labels}
        return [label for label in self.inputs if label not in used] if self.tests else []
