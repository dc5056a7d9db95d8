"""What the page of an entry that gave way to another tells: which one it is the same as."""

from __future__ import annotations

from typing import Any

from regiongraf.figures import Language
from regiongraf.publishing.site.model import Model
from regiongraf.publishing.site.wording import TEXTS


def page(model: Model, term: str, language: Language) -> dict[str, Any]:
    """What the page of such an entry tells."""
    preferred = model.ref(model.data.all(term, "owl:sameAs")[0], language)
    return {"title": f"{TEXTS['same as'].said(language)} {preferred.text}", "preferred": preferred}
