"""Ids and their kinds: what every entry of the log, and every node of the graph, is about."""

ITEM = "item"
ASPECT = "aspect"  # a side of things that has no values: their price
LIMIT = "limit"
QUESTION = "question"
PHOTO = "photo"
SEARCH = "search"
FOCUS = "focus"
OWN = "own"  # a thing of the person's own, by their photo of it
BESIDE = "beside"  # a photo of what the wanted thing is to go with
SAID = "said"  # a sort of thing in the person's words, where no entity is called so
ASKED = "asked"  # a question that the shop has answered, which the next words may go on with
LISTED = "listed"  # how a list came about, so that it can be made again
BEGUN = "begun"  # a search begins; the name says for whom, "" for the person themself
AGAIN = "again"  # an earlier search is taken up again, by when it began
WHOM = "whom"  # for whom the present search turns out to be
IN = "in"  # what holds in one place or for one purpose alone: in/room/kitchen/colour/green
LASTING = "lasting"  # that something was said for good, and doesn't age
PLACE = "place"  # for which place or purpose the present search is
CONSENT = "consent"  # what was agreed to (1), declined (−1) or only asked (0)
QUESTIONS = "questions"  # consent to be asked what would help to find something
PENDING = "pending"  # what was asked of the person that they haven't answered; without a name: nothing any more
UNDONE = "undone"  # what was said at that moment no longer holds
ASIDE = "aside"  # all that was said before is put aside, until that is undone, or erased
WISH = "wish"  # what is wished for on somebody else's behalf: of this search, and no liking of the person's own

PERSON = "person"


def item_entity(item_id: str) -> str:
    """The entity id of an item: ``vase-03`` → ``item/vase-03``."""
    return f"{ITEM}/{item_id}"


def aspect_entity(name: str) -> str:
    """The entity id of a side of things: ``price`` → ``aspect/price``."""
    return f"{ASPECT}/{name}"


def kind_of(entity_id: str) -> str:
    """``material/oak`` → ``material``."""
    return entity_id.partition("/")[0]


def name_of(entity_id: str) -> str:
    """``material/oak`` → ``oak``."""
    return entity_id.partition("/")[2]
