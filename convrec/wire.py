"""A turn as plain data: the JSON that the command line and the routes print."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from convrec.types import Card, Reply, Turn
from knowledge_graph import Constraint, Opinion
from knowledge_graph.schema import kind_of, name_of
from knowledge_graph.scopes import everywhere, scope_of


def turn_as_dict(turn: Turn) -> dict[str, Any]:
    """The whole turn; its keys are a contract."""
    return {
        "reply": turn.reply.text,
        "language": turn.reply.language,
        "recommendations": [card_as_dict(card) for card in turn.reply.recommendations],
        "question": _question(turn.reply),
        "answer": _answer(turn.reply),
        "understanding": {
            "intent": turn.understanding.intent,
            "also": list(turn.understanding.also),
            "opinions": [opinion_as_dict(opinion) for opinion in turn.understanding.opinions],
            "constraints": [constraint_as_dict(constraint) for constraint in turn.understanding.constraints],
            "topic": [{"attribute": kind_of(about), "value": name_of(about)} for about in turn.understanding.topic],
            "references": list(turn.understanding.references),
            "unresolved": list(turn.understanding.unresolved),
            "own": [{"photo": thing.photo, "sort": thing.sort} for thing in turn.understanding.own],
            "beside": list(turn.understanding.beside),
            "photo": [asdict(photo) for photo in turn.understanding.seen],
        },
        "timings_ms": _timings(turn.seconds),
        "skipped": [{"what": skip.what, "why": skip.why} for skip in turn.skipped],
    } | _besides(turn.reply)


def _besides(reply: Reply) -> dict[str, Any]:
    """What only some replies have: things side by side, all that is kept of somebody."""
    table = (
        {"table": {"heads": list(reply.table.heads), "rows": [[n, *v] for n, v in reply.table.rows]}}
        if reply.table
        else {}
    )
    return table | ({"export": json.loads(reply.export)} if reply.export else {})


def card_as_dict(card: Card) -> dict[str, Any]:
    """One recommendation; the contributions of its reasons add up to its score."""
    return {
        "item_id": card.item_id,
        "title": card.title,
        "price": card.amount,
        "currency": card.currency,
        "image": card.image,
        "kind": card.kind,
        "media": card.media,
        "rating": card.reception.rating if card.reception else None,
        "ratings": card.reception.ratings if card.reception else 0,
        "variants": list(card.variants),
        "score": card.score,
        "reasons": [{"source": r.source, "text": r.text, "contribution": r.contribution} for r in card.reasons],
    }


def opinion_as_dict(opinion: Opinion) -> dict[str, Any]:
    """``material/oak`` is about ``oak``, of the kind ``material``; ``scope`` is where alone it holds, if it does."""
    about = everywhere(opinion.about)
    told = {"about": name_of(about), "kind": kind_of(about), "liking": opinion.liking, "quote": opinion.quote}
    return told | _scope(scope_of(opinion.about))


def _scope(scope: str) -> dict[str, str]:
    return {"scope": scope} if scope else {}


def constraint_as_dict(constraint: Constraint) -> dict[str, Any]:
    """A constraint as it was understood."""
    return {"attribute": constraint.attribute, "op": constraint.op, "value": constraint.value} | _scope(
        constraint.scope
    )


def _question(reply: Reply) -> dict[str, Any] | None:
    return {"text": reply.question.text, "options": list(reply.question.options)} if reply.question else None


def _answer(reply: Reply) -> dict[str, Any] | None:
    return {"text": reply.answer.text, "sources": list(reply.answer.sources)} if reply.answer else None


def _timings(seconds: Mapping[str, float]) -> dict[str, float]:
    timings = {stage: round(spent * 1000, 3) for stage, spent in seconds.items()}
    return {**timings, "total": round(sum(timings.values()), 3)}
