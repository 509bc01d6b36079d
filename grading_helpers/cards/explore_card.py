"""``explore``: controls to move, with a chart and a sentence that follow them."""

from __future__ import annotations

from html import escape

import traitlets

from grading_helpers.cards.live_card import STATIC, LiveCard, module
from grading_helpers.explorables import load_explorable
from grading_helpers.explorables.explorable import Explorable

RUN_TO_MOVE = "To move the controls, run this cell in Jupyter."


class ExploreCard(LiveCard):
    """
    Show a model with its controls.

    The controls are the browser's own, each with a label: screen readers find no name for the
    sliders of ipywidgets.

    Parameters
    ----------
    explorable : Explorable
        The model to show.

    Examples
    --------
    >>> from grading_helpers.explorables import load_explorable
    >>> card = ExploreCard(load_explorable("clv"))
    >>> card.values = {"retention": 80}
    >>> card.sentence[:81]
    'With the club and a retention of 80 %, a customer is worth 160.00 EUR; without it'
    """

    _esm = module("explore")
    _css = LiveCard._css + (STATIC / "explore.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    # A late echo would push back a slider that has moved on.
    values = traitlets.Dict().tag(sync=True, echo_update=False)
    picture = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)

    def __init__(self, explorable: Explorable) -> None:
        self.explorable = explorable
        super().__init__(
            title=explorable.title,
            note=explorable.note,
            controls=explorable.shown(),
            values=explorable.read({}),
        )

    def set_state(self, sync_data: object) -> None:
        """Accept only values of the controls from the front end."""
        if isinstance(sync_data, dict) and isinstance(sync_data.get("values"), dict):
            super().set_state({"values": sync_data["values"]})

    @traitlets.validate("values")  # type: ignore[untyped-decorator]
    def _keep_possible(self, proposal: dict[str, dict[str, object]]) -> dict[str, float | str]:
        return self.explorable.read(proposal["value"])

    @traitlets.observe("values")  # type: ignore[untyped-decorator]
    def _follow(self, _change: object) -> None:
        view = self.explorable.view(self.values)
        with self.hold_sync():
            self.picture, self.sentence = view.picture, view.sentence

    def as_html(self) -> str:
        """Return the plain form: what the model shows at the start."""
        view = self.explorable.view()
        return (
            f"<p><strong>{escape(self.title)}</strong></p>\n"
            f'<div style="max-width: 44rem">{view.picture}</div>\n<p>{escape(view.sentence)}</p>\n'
            f"<p>{escape(self.note)}</p>\n<p><em>{RUN_TO_MOVE}</em></p>"
        )

    def __repr__(self) -> str:
        """Describe the model, for a notebook read without a kernel."""
        return "\n".join([self.title, self.explorable.view().sentence, RUN_TO_MOVE])


def explore(name: str) -> ExploreCard:
    """
    Play with a model: move its controls and see what follows.

    Parameters
    ----------
    name : str
        The name of the model in the lesson.

    Returns
    -------
    ExploreCard
        The card, shown if the call is the last line of the cell.

    Raises
    ------
    ValueError
        If there is no such model; the message suggests a similar name.
    """
    return ExploreCard(load_explorable(name))
