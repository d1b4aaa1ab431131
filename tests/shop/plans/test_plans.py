"""Plans: what is asked for, what it takes, and packs that suffice within the money."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from shop.catalogue.product import Product
from shop.finding.matching import Weights
from shop.money import Money
from shop.plans.asked import asked, begins_anew, counts_people
from shop.plans.called import called
from shop.plans.filled import Wish, days_for, enough_for, meal
from shop.plans.left_out import is_of
from shop.plans.recipes import Dish, Part, Stock, by_name, dishes, occasions, stocks
from shop.plans.stocked import first_stock
from tests.storage.shop_for_tests import SALT

RICE_1 = replace(
    SALT, sku="R1", title="Amber Rice 1 kg", brand="Amber", pack="1 kg", price=Money(6000),
    subcategory="Rice", moq=1, multiple=1, stock=500, tiers=(),
)  # fmt: skip
RICE_5 = replace(RICE_1, sku="R5", title="Amber Rice 5 kg", pack="5 kg", price=Money(25000))
MILK = replace(RICE_1, sku="M1", title="Birch Milk 1 L", brand="Birch", pack="1 L", price=Money(7000),
               subcategory="Milk")  # fmt: skip
KHEER = Dish(
    ("kheer",),
    (
        Part("rice", Fraction(50), "g"),
        Part("milk", Fraction(200), "ml"),
        Part("mint", Fraction(5), "g", fresh=True),
        Part("saffron", Fraction(1), "g"),
    ),
)


def sold(goods: Sequence[str]) -> Mapping[str, Sequence[Product]]:
    there = {"rice": [RICE_1, RICE_5], "milk": [MILK]}
    return {good: there.get(good, []) for good in goods}


def test_the_data_is_whole() -> None:
    assert len(dishes()) >= 120 and len(occasions()) >= 25 and len(stocks()) >= 15
    names = [name for dish in dishes() for name in dish.names]
    assert len(names) == len(set(names))
    assert all(name in by_name() for occasion in occasions() for name, _ in occasion.portions)
    assert all(part.amount > 0 for dish in dishes() for part in dish.parts)
    assert all(95 <= sum(share for _, share in stock.shares) <= 105 for stock in stocks())


@pytest.mark.parametrize(
    ("said", "dish", "people", "days", "budget"),
    [
        ("idli sambar for 60 plates", "idli sambar", 60, None, None),
        ("poha 80 logo ke liye within 3,000", "poha", 80, None, 3000),
        ("biryani for 0 people", "veg biryani", 0, None, None),
        ("rajma chawal ek sau logo ka, 2 din", "rajma", 100, 2, None),
    ],
)
def test_what_is_asked(said: str, dish: str, people: int, days: int | None, budget: int | None) -> None:
    wish = asked(said)
    assert wish.dishes[0].names[0] == dish
    assert (wish.people, wish.days) == (people, days)
    assert wish.budget == (Money(budget * 100) if budget else None)


def test_a_word_of_address_is_no_slip_in_the_name_of_a_dish() -> None:
    assert [dish.names[0] for dish, _ in asked("bhaiya poha for 80 peple").portions] == ["poha"]
    assert not asked("poora plan do", ["poora"]).names_something
    assert [dish.names[0] for dish, _ in asked("bhajjiya for 80 people").portions] == ["pakora"]


def test_a_shop_is_filled_for_money_and_its_tea_is_no_dish() -> None:
    wish = asked("chai ki tapri kholni hai 15 hazar me")
    assert wish.fills_a_shop and not wish.dishes and wish.budget == Money(15_000_00)


@pytest.mark.parametrize(
    ("said", "counts"),
    [("idli for 60", True), ("200 log ka khana", True), ("60 samosa", False), ("5 kg rice for 60", False),
     ("maggi for 10 rs", False)],
)  # fmt: skip
def test_whether_people_are_counted(said: str, counts: bool) -> None:
    assert counts_people(said) is counts


def test_the_packs_suffice_and_cost_least() -> None:
    plan = meal(Wish(dishes=(KHEER,)), 90, sold)  # 4.5 kg of rice, 18 L of milk
    assert {line.product.sku: line.quantity for line in plan.lines} == {"R5": 1, "M1": 18}
    assert plan.total == Money(25000 + 18 * 7000)
    assert [need.good for need in plan.fresh] == ["mint"]
    assert plan.unsold == ("saffron 90 g",)


def test_no_sack_is_bought_for_a_pinch_but_for_what_a_dish_is_made_of() -> None:
    sack = replace(RICE_1, sku="R50", title="Amber Rice 50 kg", pack="50 kg", price=Money(250_000))
    only = {"rice": [sack], "milk": [MILK]}
    mostly = Dish(("idli",), (Part("rice", Fraction(50), "g"), Part("milk", Fraction(10), "ml")))
    pinch = Dish(("shake",), (Part("rice", Fraction(2), "g"), Part("milk", Fraction(200), "ml")))
    made = meal(Wish(dishes=(mostly,)), 20, lambda _goods: only)
    assert [line.product.sku for line in made.lines] == ["R50", "M1"]
    shaken = meal(Wish(dishes=(pinch,)), 20, lambda _goods: only)
    assert [line.product.sku for line in shaken.lines] == ["M1"]
    assert shaken.too_large == ("rice 40 g",)


def test_what_was_left_out_costs_nothing() -> None:
    plan = meal(Wish(dishes=(KHEER,)), 90, sold).without(["milk"])
    assert plan.total == Money(25000)


def test_for_how_many_the_money_is_enough() -> None:
    wish = Wish(dishes=(KHEER,), people=200)
    most = enough_for(wish, Money(100_000), sold)
    assert meal(wish, most, sold).total.minor <= 100_000 < meal(wish, most + 1, sold).total.minor


def test_what_is_said_later_counts() -> None:
    wish = asked("poha for 80").then(asked("for 100 people")).then(asked("within 3000 rs"))
    assert (wish.dishes[0].names[0], wish.people, wish.budget) == ("poha", 100, Money(3000_00))


@pytest.mark.parametrize("budget", [100, 20_000, 99_999])
def test_a_first_stock_stays_within_the_money(budget: int) -> None:
    stock = Stock(("corner",), (("rice", Fraction(70)), ("milk", Fraction(20)), ("saffron", Fraction(10))))
    plan = first_stock(stock, Money(budget), sold)
    assert plan.total.minor <= budget
    assert "saffron" in plan.unsold
    if budget > 20_000:  # what is left after whole packs is less than any more would cost
        assert budget - plan.total.minor < 6000


def test_an_ingredient_is_not_what_is_made_of_it() -> None:
    pulao = replace(RICE_1, sku="MIX", title="Amber Rice Pulao Mix 200 g", pack="200 g", subcategory="Mixes")
    products = [pulao, RICE_1, RICE_5]
    assert called("rice", products, Weights.from_products(products)) == [RICE_1, RICE_5]
    assert called("rice mix", products, Weights.from_products(products)) == [pulao]


TALK = frozenset(
    ["menu", "is", "for", "the", "what", "do", "we", "need", "people", "logon", "ka", "khana", "chahiye"]
)


@pytest.mark.parametrize(
    ("said", "people", "days", "budget"),
    [
        ("90 pupils is wrong, 90 kids, 3 working days, within 4500", 90, 3, 4500),
        ("rs 2500 is my budget, not 25", None, None, 2500),
        ("guests are 140 now, not 110", 140, None, None),
        ("110 nahi 140 log", 140, None, None),
        ("one boy will collect it", None, None, None),
        ("7 cheap things for tea", None, None, None),
    ],
)
def test_what_a_number_counts(said: str, people: int | None, days: int | None, budget: int | None) -> None:
    wish = asked(said)
    assert (wish.people, wish.days) == (people, days)
    assert wish.budget == (Money(budget * 100) if budget else None)


def test_a_dish_that_is_not_known_is_said_or_the_nearest_counted() -> None:
    wish = asked("menu is rajma, zorbuli, chicken gravy and kheer for 40 people. what do we need", TALK)
    assert [dish.names[0] for dish in wish.dishes][:2] == ["rajma", "rice kheer"]
    assert wish.unknown == ("zorbuli",)
    assert [said for said, _ in wish.taken_for] == ["chicken gravy"]
    assert asked("rajma zorbuli kheer for 40", TALK).unknown == ("zorbuli",)
    assert not asked("40 logon ka khana chahiye, people rajma", TALK).unknown


@pytest.mark.parametrize(
    ("said", "goods", "dishes"),
    [
        ("rajma and paneer tikka, no tomato, without paneer", ("tomato", "paneer"), ["rajma"]),
        ("rajma and paneer tikka, tomato mat dalna", ("tomato",), ["rajma", "paneer tikka"]),
        ("rajma and onion pakora, nothing with onion or garlic", ("onion", "garlic"), ["rajma"]),
        ("no, rajma and kheer", (), ["rajma", "rice kheer"]),
        ("rajma, kheer. jain khana", ("onion", "garlic"), ["rajma", "rice kheer"]),
    ],
)
def test_what_is_left_out_goes_from_all_dishes(said: str, goods: tuple[str, ...], dishes: list[str]) -> None:
    wish = asked(said)
    assert set(goods) <= set(wish.without) and bool(goods) == bool(wish.without)
    assert [dish.names[0] for dish, _ in wish.portions] == dishes
    assert not any(part.good in wish.without for dish, _ in wish.portions for part in dish.parts)
    assert set(wish.without) <= set(wish.left_out)


def test_another_snack_each_day_is_had_in_turns() -> None:
    wish = asked("biscuits and rusk for 10 kids, 5 days, different each day")
    assert wish.packed and [portions for _, portions in wish.portions] == [Fraction(3, 5), Fraction(2, 5)]


def test_a_later_number_keeps_the_dishes_and_what_is_left_out() -> None:
    wish = asked("rajma for 80, no garlic").then(asked("snacks money is 3000 rs")).beside(asked("kheer also"))
    assert [dish.names[0] for dish in wish.dishes] == ["rajma", "rice kheer"]
    assert (wish.people, wish.budget, wish.without) == (80, Money(3000_00), ("garlic",))


def test_a_plan_is_refined_by_what_is_said_later() -> None:
    wish = asked("tea, biscuits for 12 people for 9 days within 5000, no milk")
    more = wish.then(asked("namkeen is missing"))
    assert [dish.names[0] for dish in more.dishes] == ["tea", "biscuits", "namkeen"]
    assert (more.people, more.days, more.budget) == (12, 9, Money(5000_00))
    anew = more.then(asked("tea, coffee for 12 people"))  # said again, and the days stay
    assert [dish.names[0] for dish in anew.dishes] == ["tea", "coffee"]
    assert (anew.days, anew.without) == (9, ("milk",))
    assert not anew.then(asked("milk too")).without


def test_what_is_at_hand_is_not_bought_and_the_dish_is_made() -> None:
    said = [
        "rajma and kheer, no milk",
        "rajma and kheer, milk hamare paas hai",
        "kheer, rajma, already have milk",
    ]
    for wish in map(asked, said):
        assert wish.without == ("milk",)
        assert {dish.names[0] for dish, _ in wish.portions} == {"rajma", "rice kheer"}
    assert len(asked("kheer for 9").then(asked("no rice")).portions) == 1  # there is other kheer
    vegan = asked("vegan rajma and kheer")
    assert [dish.names[0] for dish, _ in vegan.portions] == ["rajma"]


@pytest.mark.parametrize(
    ("said", "dishes", "dropped"),
    [
        ("there is no rajma in it", ["rice kheer", "rajma"], ()),
        ("isme rajma nahi hai", ["rice kheer", "rajma"], ()),
        ("no i mean rajma too", ["rice kheer", "rajma"], ()),
        ("rajma instead of kheer", ["rajma"], ("kheer",)),
        ("kheer ki jagah rajma", ["rajma"], ("kheer",)),
    ],
)
def test_what_is_missed_comes_and_what_is_replaced_goes(
    said: str, dishes: list[str], dropped: tuple[str, ...]
) -> None:
    wish = asked("kheer for 20").then(asked(said))
    assert [dish.names[0] for dish in wish.dishes] == dishes
    assert set(wish.dropped) == set(dropped) and wish.people == 20


def test_what_was_left_out_comes_back_when_it_is_named() -> None:
    wish = asked("birthday party for 20").then(asked("no samosa")).then(asked("samosa for them"))
    assert "samosa" in [dish.names[0] for dish, _ in wish.portions]
    assert len(wish.portions) > 3


def test_some_snacks_among_other_things_are_counted() -> None:
    wish = asked("tea, coffee, some snacks for 10 people", {"some", "for", "people"})
    assert wish.taken_for == (("snacks", "namkeen, chips, biscuits"),)


@pytest.mark.parametrize("said", ["start fresh: tea for 9", "naya plan banao", "let us start over"])
def test_a_plan_begins_anew(said: str) -> None:
    assert begins_anew(said) and not begins_anew("fresh cream for 9")


def test_what_would_bring_it_within_the_money() -> None:
    wish = Wish(dishes=(KHEER,), people=40, days=10)
    plan = meal(wish, 40, sold)
    days = days_for(wish, Money(plan.total.minor // 2), sold)
    assert 0 < days < 10
    dear = plan.too_dear(Money(plan.total.minor - 100))
    assert dear and plan.without([dear]).total.minor <= plan.total.minor - 100


@pytest.mark.parametrize(
    "said", ["show me 1509 rice", "302017", "was it 1,847 or 1,853?", "sugar for 150 per kg"]
)
def test_a_number_is_no_money_and_nobody_where_none_is_spoken_of(said: str) -> None:
    wish = asked(said)
    assert wish.budget is None
    assert wish.people is None


def test_round_money_is_money() -> None:
    assert asked("tea stall with 18,000").budget == Money(1_800_000)
    assert asked("poha for 40 people 2500").budget == Money(250_000)


def test_what_is_said_not_to_fit_or_not_to_have_been_said_is_not_left_out() -> None:
    assert asked("this besan is no good for pakora, it will not do for kadhi").dropped == ()
    assert asked("I did not say leave the kheer").dropped == ()
    assert set(asked("leave it, no kheer").dropped) == {"kheer"}


def test_goods_for_money_are_bought_without_a_make_and_in_small_packs() -> None:
    dear = Product("D", "Royal Organic Tea 500 g", Money(40_000), brand="Royal", stock=90, rating=5.0)
    large = Product("L", "Bagan Tea 1 kg", Money(30_000), pack="1 kg", brand="Bagan", stock=90, rating=4.0)
    small = Product("S", "Bagan Tea 50 g", Money(1_800), pack="50 g", brand="Bagan", stock=900, rating=2.0)
    stock = Stock(("tea",), (("tea", Fraction(1)),))

    def sold(names: Sequence[str], out: Sequence[str] = ()) -> dict[str, list[Product]]:
        there = [p for p in (dear, large, small) if not any(is_of(p.title, gone) for gone in out)]
        return dict.fromkeys(names, there)

    def bought(small: bool, out: Sequence[str] = ()) -> set[str]:
        plan = first_stock(stock, Money(100_000), partial(sold, out=out), small=small)
        return {line.product.sku for line in plan.lines}

    assert "D" in bought(small=False)
    assert bought(small=False, out=("organic",)) == {"L"}
    assert bought(small=True, out=("organic",)) == {"S"}


def _biscuit(sku: str, brand: str, price: int) -> Product:
    return Product(sku, f"{brand} Crackers 60 g", Money(price), pack="60 g", brand=brand, stock=5000, moq=12,
                   multiple=12)  # fmt: skip


def test_a_first_stock_has_several_kinds_of_a_good_and_a_few_of_each() -> None:
    shelf = [_biscuit(f"C{n}", brand, 500) for n, brand in enumerate(("Fir", "Oak", "Elm", "Yew", "Ash"))]
    stock = Stock(("crackers",), (("crackers", Fraction(1)),))
    plan = first_stock(stock, Money(150_000), lambda names: dict.fromkeys(names, shelf))
    assert len(plan.lines) >= 3
    assert plan.total.minor > 120_000  # most of the money, though five dozen of each would be less


def test_what_most_shops_buy_is_the_first_of_a_first_stock() -> None:
    shelf = [_biscuit("A", "Fir", 500), _biscuit("B", "Oak", 500)]
    stock = Stock(("crackers",), (("crackers", Fraction(1)),))
    for best in ("A", "B"):
        plan = first_stock(stock, Money(40_000), lambda names: dict.fromkeys(names, shelf), buyers={best: 7})
        assert [line.product.sku for line in plan.lines] == [best]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("marigold salt 2kg x 15", None),
        ("biscuits, 10 more", None),
        ("rice 5 kg 4", None),
        ("chips 24 pouches", None),
        ("poha for 40", 40),
        ("40", 40),
    ],
)
def test_a_number_is_people_only_where_people_are_meant(said: str, people: int | None) -> None:
    assert asked(said).people == people


@pytest.mark.parametrize(
    ("said", "sells"),
    [
        ("rice and tea for my store, 9,000", True),
        ("bechne ke liye 9000 ka maal", True),
        ("rice and tea for 30 guests at the store", False),
        ("rice and tea for home", False),
    ],
)
def test_what_is_sold_is_eaten_by_nobody_that_is_counted(said: str, sells: bool) -> None:
    assert asked(said).sells is sells


def test_drinks_come_to_the_snacks_of_children() -> None:
    wish = asked("snacks and drinks for 20 kids, 2500")
    names = [dish.names[0] for dish, _ in wish.menu]
    assert "cold drink" in names and "biscuits" in names and "rusk" not in names
