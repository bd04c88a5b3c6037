"""What the assistant is compared with in the same run: other ways of asking, and lists without understanding."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from convrec.assistant import Assistant
from convrec.data.graph import catalogue_graph
from convrec.data.interactions import people_per_item
from convrec.data.shelf import Shelf
from convrec.question import Asker, Choice, Open
from convrec.recommenders import Popular, sort_of
from convrec.types import Candidate, Language, Query, Question, Understanding
from knowledge_graph import Constraint, Profile
from knowledge_graph.schema import ITEM, kind_of, name_of


class NeverAsks:
    """Shows, and asks nothing."""

    def choose(self, in_question: Open, understanding: Understanding, profile: Profile) -> Choice | None:
        """None."""
        return None

    def word(self, choice: Choice, language: Language) -> Question:
        """Never called: nothing is chosen."""
        raise AssertionError("what isn't asked isn't worded")


class AsksAnything:
    """Asks whenever there is anything to ask: the best question, or with a ``seed`` one drawn by chance."""

    def __init__(self, asker: Asker, seed: int | None) -> None:
        self._asker, self._seed, self.word = asker, seed, asker.word

    def choose(self, in_question: Open, understanding: Understanding, profile: Profile) -> Choice | None:
        """The best of all questions, or any."""
        choices = self._asker.choices(in_question, understanding, profile)
        if not choices or self._seed is None:
            return choices[0] if choices else None
        rng = np.random.default_rng([self._seed, len(profile.seen), *profile.user_id.encode()])  # whoever else is asked
        return choices[int(rng.integers(len(choices)))]


class Filter:
    """Popular items that have every value that was named or liked; all popular ones where there are none."""

    source = "popular"

    def __init__(self, popular: Popular, shelf: Shelf) -> None:
        self._popular, self._shelf = popular, shelf

    def candidates(self, query: Query) -> list[Candidate]:
        """The popular ones of those that fit."""
        liked = [about for about, liking in query.profile.likings.items() if liking.value > 0]
        wanted = {*liked, *(mention.entity for mention in query.understanding.mentions)}
        fitting = [Constraint(kind_of(about), "=", name_of(about)) for about in wanted if kind_of(about) != ITEM]
        exclude = query.exclude | self._shelf.violations(fitting)
        return self._popular.candidates(query if exclude.all() else replace(query, exclude=exclude))


def rivals(assistant: Assistant, seed: int) -> Mapping[str, Assistant]:
    """The assistant with one part of it exchanged, by name."""
    catalogue = assistant.catalogue
    shelf = Shelf(catalogue.items, catalogue.row, catalogue_graph(catalogue))
    sorts = [sort_of(item, catalogue.category) for item in catalogue.items]
    popular = Popular([*catalogue.row], people_per_item(catalogue.acts, catalogue.row), sorts)
    asker = assistant.asker
    return {
        "never asks": assistant.changed(asker=NeverAsks()),
        "always asks": assistant.changed(asker=AsksAnything(asker, None)),
        "random question": assistant.changed(asker=AsksAnything(asker, seed)),
        "popular only": assistant.changed(recommenders=(popular,)),
        "filter only": assistant.changed(recommenders=(Filter(popular, shelf),)),
    }
