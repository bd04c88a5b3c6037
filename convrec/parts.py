"""What turns are made by: recommenders, the reader of messages, the words; made once from a catalogue, and shared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from convrec.answers import ShopAnswers
from convrec.causes import Causes
from convrec.data.folder import Catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.shelf import Shelf
from convrec.diversity import lost_of
from convrec.exposure import bound_of
from convrec.fusion import fusion_of
from convrec.index import Index, index_folder
from convrec.item_questions import ItemQuestions
from convrec.keeper import Keeper
from convrec.looking import Looking
from convrec.memory import Memory
from convrec.models import Models
from convrec.naming import Names
from convrec.question import Asker, Asks
from convrec.ranking import WEIGHTS
from convrec.recommenders import Lookalikes, Recommender, SimilarToPhoto, all_recommenders
from convrec.recommenders.graph.weights import open_learned
from convrec.recommenders.taught import Taught
from convrec.recommenders.taught.files import open_taught
from convrec.respond import Responder
from convrec.search import Searcher
from convrec.settings import Settings
from convrec.shop_questions import ShopQuestions
from convrec.sight import Sight
from convrec.taking_in import TakingIn
from convrec.types import Skip
from convrec.understanding import Understander, second_reader
from convrec.why_not import WhyNot
from knowledge_graph import CatalogueGraph


@dataclass(frozen=True, eq=False)
class Parts:
    """``stale`` and ``untaught`` say what was fitted to another state of the catalogue and is left out: the graph's
    learned form, and what customers' photos have taught.
    """

    names: Names
    searcher: Searcher
    asker: Asker
    shop: ShopQuestions
    looking: Looking
    causes: Causes
    taking_in: TakingIn
    keeper: Keeper
    responder: Responder
    stale: tuple[Skip, ...]
    untaught: tuple[Skip, ...]

    def changed(self, asker: Asks | None, recommenders: Sequence[Recommender] | None) -> "Parts":
        """The same with another way of asking, or other recommenders."""
        searcher = self.searcher if recommenders is None else self.searcher.asking(recommenders)
        items = replace(self.responder.items, searcher=searcher)
        asker = asker or self.responder.asker
        responder = replace(self.responder, searcher=searcher, items=items, asker=asker)
        return replace(self, searcher=searcher, responder=responder)


@dataclass(frozen=True, eq=False)
class _Proposing:
    """The recommenders that there are, that which goes by photos among them, and what is left out."""

    recommenders: tuple[Recommender, ...]
    by_photo: SimilarToPhoto
    stale: tuple[Skip, ...]
    untaught: tuple[Skip, ...]


def parts_of(catalogue: Catalogue, models: Models, index: Index, memory: Memory, settings: Settings) -> Parts:
    """All of them, for one catalogue."""
    graph = catalogue_graph(catalogue)
    names, sight = Names(catalogue, graph), Sight(catalogue, index, models)
    shelf = Shelf(catalogue.items, catalogue.row, graph)
    proposing = _proposing(catalogue, graph, index, models, settings)
    searcher = _searcher(catalogue, graph, shelf, proposing, settings)
    asker = Asker(graph, shelf, catalogue.category, names)
    shop = ShopQuestions(catalogue, names, ShopAnswers(catalogue, index, models))
    looking = Looking(memory, sight, Lookalikes(catalogue, graph, proposing.by_photo))
    causes = Causes(searcher, memory, models, sight, settings.limit)
    keeper, why_not = Keeper(catalogue, names, memory), WhyNot(catalogue, names, causes)
    items = ItemQuestions(catalogue, names, memory, searcher, shop)
    understander = Understander(catalogue, graph.entities, models)
    second = second_reader(catalogue, graph.entities, settings)
    return Parts(
        names=names,
        searcher=searcher,
        asker=asker,
        shop=shop,
        looking=looking,
        causes=causes,
        taking_in=TakingIn(catalogue, understander, looking, memory, causes, second),
        keeper=keeper,
        responder=Responder(catalogue, names, memory, searcher, asker, shop, items, causes, why_not, keeper),
        stale=proposing.stale,
        untaught=proposing.untaught,
    )


def _proposing(
    catalogue: Catalogue, graph: CatalogueGraph, index: Index, models: Models, settings: Settings
) -> _Proposing:
    kept = index_folder(settings.home, catalogue.folder)
    learned, stale = open_learned(settings.home, catalogue, graph, index, models)
    recommenders = (*all_recommenders(catalogue, graph, index, models, settings.popularity, kept), *learned)
    by_photo = next(one for one in recommenders if isinstance(one, SimilarToPhoto))
    head, untaught = open_taught(settings.home, catalogue, models.image.name)
    if head is not None:
        recommenders = (*recommenders, Taught(head, by_photo, catalogue.row))
    return _Proposing(recommenders, by_photo, stale, untaught)


def _searcher(
    catalogue: Catalogue, graph: CatalogueGraph, shelf: Shelf, proposing: _Proposing, settings: Settings
) -> Searcher:
    bound, lost = bound_of(catalogue, settings), lost_of(graph, settings)
    fusion = fusion_of(catalogue, WEIGHTS)
    return Searcher(catalogue, graph, shelf, proposing.recommenders, bound, fusion, lost)
