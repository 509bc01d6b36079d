"""Cards in two forms: a live widget, and plain HTML for notebooks without a kernel."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import anywidget
import traitlets
from IPython.display import publish_display_data

STATIC = Path(__file__).parent / "static"
VIEW = "application/vnd.jupyter.widget-view+json"

# The live card replaces the plain form. Without a kernel the plain form stays, and the style hides
# the message "model not found" that Jupyter would show below it.
PLAIN_FORM = (
    '<div class="quiz-plain" data-quiz="{name}">\n'
    "<style>.jp-OutputArea-child:has(.quiz-plain) + .jp-OutputArea-child"
    " > .jp-OutputArea-output:not(:has(*)) {{ display: none; }}</style>\n{form}\n</div>"
)


def module(*names: str) -> str:
    """Join the shared JavaScript with one kind's own, because a page cannot import our files."""
    parts = (STATIC / f"{part}.js" for part in ("card", *names))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


class LiveCard(anywidget.AnyWidget):  # type: ignore[misc]
    """A widget that is displayed together with a plain HTML form."""

    _css = (STATIC / "card.css").read_text(encoding="utf-8")

    plain_form = traitlets.Unicode().tag(sync=True)

    def __init__(self, **values: object) -> None:
        super().__init__(plain_form=uuid4().hex, **values)

    def as_html(self) -> str:
        """Return the plain form as HTML that does not need our style sheets."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict[str, object], dict[str, object]]:
        """Add the plain form to the widget's MIME bundle."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return data | {"text/html": self.as_html()}, metadata

    def _ipython_display_(self) -> None:
        """Display the plain form, then the live card that replaces it."""
        data, _metadata = self._repr_mimebundle_()
        display_both(self.plain_form, data)


def display_both(name: str, data: dict[str, object]) -> None:
    """Display the plain form of a widget, then the live widget that replaces it.

    Parameters
    ----------
    name : str
        The name by which the widget's JavaScript finds the plain form and hides it.
    data : dict of str to object
        The MIME bundle of the widget, with the plain form as HTML.
    """
    plain = PLAIN_FORM.format(name=name, form=data["text/html"])
    publish_display_data({"text/plain": data["text/plain"], "text/html": plain})
    publish_display_data({VIEW: data[VIEW]})
