"""Half sentences that say why, of goods that the shop has put into no category."""

import pytest

from insight.recommending.reasons import in_words
from insight.recommending.suggestion import Reason


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "from our shop shelf"), ("hi-Latn", "hamari dukaan se"), ("hi-Deva", "हमारी दुकान से")],
)
def test_goods_without_a_category_stand_in_the_shop(locale: str, said: str) -> None:
    assert in_words(Reason("listed", {"category": ""}), locale) == said
    assert "  " not in in_words(Reason("rated", {"category": ""}), locale)
    assert in_words(Reason("listed", {"category": "Salt"}), "en") == "from our Salt shelf"
