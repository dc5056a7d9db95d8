"""From and to networkx, which is imported on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from regiongraf.model import Basis, Form
from regiongraf.ownership.network import Holding, Network, Tie

if TYPE_CHECKING:
    import networkx


def to_networkx(network: Network) -> networkx.MultiDiGraph[str]:
    """Bodies as nodes with `form`, holdings as edges from owner to owned.

    An edge's key is the holding's id; its data are `share` (`Bounds`, or None where it is not stated), `basis`, `tie`,
    `indirect` and what is stated of `valid_from`, `valid_to`, `as_of`.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for id_, form in network.forms.items():
        graph.add_node(id_, form=form.value if form else None)
    for each in network.holdings:
        days = {"valid_from": each.valid_from, "valid_to": each.valid_to, "as_of": each.as_of}
        graph.add_edge(
            each.owner, each.owned, key=each.id,
            share=each.share, basis=each.basis.value, tie=each.tie.value, indirect=each.indirect,
            **{name: day for name, day in days.items() if day},
        )  # fmt: skip
    return graph


def from_networkx(graph: networkx.DiGraph[Any]) -> Network:
    """Edges as `to_networkx` makes them; an edge without `share` has one that is not stated.

    Nodes without `form` have a form that is not stated. Lists of owners and rights are not in such a graph.
    """
    edges: Iterable[tuple[Any, Any, Any, dict[str, Any]]]
    if graph.is_multigraph():
        edges = graph.edges(keys=True, data=True)  # type: ignore[call-overload]  # a multigraph's edges have keys
    else:
        edges = ((owner, owned, f"{owner} → {owned}", data) for owner, owned, data in graph.edges(data=True))
    holdings = [
        Holding(
            str(key), data.get("valid_from"), data.get("valid_to"), data.get("as_of"),
            owner=str(owner), owned=str(owned), share=data.get("share"),
            basis=Basis(data.get("basis", Basis.NOT_STATED)), tie=Tie(data.get("tie", Tie.OWNS)),
            indirect=bool(data.get("indirect", False)),
        )
        for owner, owned, key, data in edges
    ]  # fmt: skip
    forms = {
        str(id_): Form(form) if (form := data.get("form", Form.FORM_NOT_STATED)) else None
        for id_, data in graph.nodes(data=True)
    }
    return Network.of(holdings, forms=forms)
