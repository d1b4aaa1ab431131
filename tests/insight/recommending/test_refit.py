"""Learning anew: swapped in when it is good, kept out when it is not."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from insight.learning.history import BoughtRow, from_purchases
from insight.learning.model import Model, fit
from insight.learning.ranker import Check
from insight.recommending.recommend import Recommender
from insight.recommending.refit import Refit, judge
from insight.recommending.saved_model import Follower, load, save
from tests.insight.shops import NOW, Memory, Shelf, purchases


def rows(shops: int = 60) -> Iterable[BoughtRow]:
    for one in purchases(shops):
        assert one.at is not None
        yield one.customer, one.order, one.sku, one.quantity, one.at


def test_a_refit_is_swapped_in_and_tells_how_far_it_is() -> None:
    shop = Recommender(fit(from_purchases([])), Shelf(), Memory())
    told: list[tuple[int, int]] = []
    done = Refit(shop, rows).once(lambda *step: told.append(step))
    assert done.swapped
    assert shop.model is done.model
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_orders_that_cannot_be_read_do_not_wipe_out_what_is_known(model: Model) -> None:
    shop = Recommender(model, Shelf(), Memory())
    done = Refit(shop, lambda: []).once()
    assert not done.swapped
    assert shop.model is model


def test_a_fit_that_fails_its_check_is_not_swapped_in(model: Model) -> None:
    good = replace(model, check=Check(100, 0.3, 0.25, 0.1))
    assert "fell from 0.3 to 0.2" in judge(replace(model, check=Check(100, 0.2, 0.2, 0.1)), good)
    assert "below 0.25" in judge(replace(model, check=Check(100, 0.2, 0.2, 0.25)), good)
    assert judge(replace(model, check=Check(100, 0.29, 0.2, 0.1)), good) == ""


def test_shuffled_orders_are_noticed(model: Model) -> None:
    """Orders with their products mixed up teach nothing: the real check, on a real fit, keeps them out."""
    good = fit(from_purchases(purchases(shops=220, weeks=8)))
    bought = list(rows(220))
    mixed = [
        (*one[:2], bought[(place * 7919) % len(bought)][2], *one[3:]) for place, one in enumerate(bought)
    ]
    shop = Recommender(good, Shelf(), Memory())
    assert not Refit(shop, lambda: mixed).once().swapped
    assert shop.model is good


def test_answers_go_on_while_models_are_swapped(model: Model) -> None:
    other = fit(from_purchases(purchases(shops=20)))
    shop = Recommender(model, Shelf(), Memory())
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            shop.model = other if shop.model is model else model

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(30):
            assert shop.propose_basket("C004", NOW)
    finally:
        stop.set()
        thread.join()


def test_a_kept_model_answers_the_same(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model.pickle")
    kept = load(tmp_path / "model.pickle")
    assert kept is not None
    assert kept.rank(["C001", "C002"], 10) == model.rank(["C001", "C002"], 10)
    assert [path.name for path in tmp_path.iterdir()] == ["model.pickle"]


def test_a_damaged_or_missing_file_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"\x80\x05garbage")
    assert load(tmp_path / "damaged") is None
    assert load(tmp_path / "missing") is None


def test_another_process_takes_over_what_was_kept(model: Model, tmp_path: Path) -> None:
    shop = Recommender(fit(from_purchases([])), Shelf(), Memory())
    follower = Follower(shop, tmp_path / "model.pickle", 0.0)
    follower.look()
    assert not shop.model.history.customers
    save(model, tmp_path / "model.pickle")
    follower.look()
    taken = shop.model
    assert taken.history.customers == model.history.customers
    follower.look()
    assert shop.model is taken
    (tmp_path / "model.pickle").write_bytes(b"half of it")
    follower.look()
    assert shop.model is taken
