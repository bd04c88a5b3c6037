"""What was seen in a photo: the things in it, their sorts and colours, words on them, and whether the shop has such."""

from dataclasses import dataclass, replace

# Probabilities that the shop has something like a photo, chosen on photos that may be learnt from: below the first it
# is said to have nothing like it, which is wrong of one in fifty; below the second that what comes nearest isn't it.
STRANGE, CLEAR = 0.1, 0.7


@dataclass(frozen=True)
class Box:
    """A rectangle in a photo; all four are shares of its width or height, counted from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Likely:
    """An entity of the graph (``category/lamp``, ``colour/blue``) and how probable it is, or how much of it is seen."""

    about: str
    share: float


@dataclass(frozen=True)
class Thing:
    """Something in a photo: where it is, the sorts of thing it may be and its colours, the likeliest first."""

    box: Box = WHOLE
    sorts: tuple[Likely, ...] = ()
    colours: tuple[Likely, ...] = ()


@dataclass(frozen=True)
class SeenPhoto:
    """A photo as it was understood. ``chosen`` is the place of the thing that the search goes by.

    ``words`` were read on it; ``known`` is the probability that the shop has something like it; ``name`` is what it
    seems to be in the plain words of the image encoder, which may be nothing sold here ("a dog"). ``pointed_at`` is
    whether the person chose the thing. ``place`` is its number among the photos sent with it, 0 where these need not be
    told apart.
    """

    photo: str
    things: tuple[Thing, ...] = (Thing(),)
    chosen: int = 0
    words: tuple[str, ...] = ()
    known: float = 1.0
    name: str = ""
    pointed_at: bool = False
    place: int = 0

    @property
    def strange(self) -> bool:
        """Whether the shop hardly has anything like it. Who points at a thing in it has found that something is."""
        return self.known < STRANGE and not self.pointed_at

    @property
    def near(self) -> bool:
        """Whether what the shop has may come close to it without being the same."""
        return not self.strange and self.known < CLEAR

    @property
    def thing(self) -> Thing:
        """The thing that the search goes by."""
        return self.things[self.chosen]

    @property
    def sort(self) -> str:
        """The likeliest sort of that thing, by its entity; "" where none is likely."""
        return self.thing.sorts[0].about if self.things and self.thing.sorts else ""

    def without(self, about: str) -> "SeenPhoto":
        """The photo as if one thing hadn't been seen in it: a sort or colour of the chosen thing, or a word read."""
        thing = replace(
            self.thing,
            sorts=tuple(likely for likely in self.thing.sorts if likely.about != about),
            colours=tuple(likely for likely in self.thing.colours if likely.about != about),
        )
        things = (*self.things[: self.chosen], thing, *self.things[self.chosen + 1 :])
        return replace(self, things=things, words=tuple(word for word in self.words if word != about))


@dataclass(frozen=True)
class Likened:
    """What the catalogue has that a photo looks like: ``items``, the likest first, and the ``sort`` of thing they agree
    on ("" where they don't). ``twins`` are those that look hardly less like it than the first,
    and variants of that.
    """

    items: tuple[str, ...] = ()
    sort: str = ""
    twins: tuple[str, ...] = ()


UNLIKENED = Likened()
