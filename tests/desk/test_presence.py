"""What customers call who talks with them."""

import pytest

from desk.store.presence import name_of
from storage.database import Database


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "A colleague"), ("hi-Latn", "Hamare saathi"), ("hi-Deva", "हमारे साथी")]
)
def test_who_has_no_name_is_a_colleague_in_the_customers_language(
    db: Database, locale: str, said: str
) -> None:
    with db.read() as tx:
        assert name_of(tx, "nobody", locale) == said
