"""Who sells on the demo marketplace, and what each of them is the distributor of."""

from shop.catalogue.product import Seller

GRAIN, DAL, OIL = "Rice & Flours", "Dals, Pulses & Dry Fruits", "Oil & Ghee"
SPICE, TEA = "Salt, Sugar & Spices", "Tea, Coffee & Health Drinks"
BISCUIT, READY, SNACK = "Biscuits & Bakery", "Noodles, Sauces & Ready Food", "Snacks & Namkeen"
SWEET, DRINK, DAIRY = "Chocolate & Sweets", "Cold Drinks, Juice & Water", "Dairy"
BODY, HOME, POOJA = "Personal Care", "Home Care", "Pooja & Household"

# name, city, days until it leaves the house, what it deals in
TRADERS = (
    ("Sharda Grain Traders", "Karnal", 2, (GRAIN, DAL)),
    ("Kaveri Rice & Pulses", "Mysuru", 2, (GRAIN, DAL)),
    ("Mahalaxmi Dal Mill Depot", "Indore", 3, (DAL, GRAIN)),
    ("Navjeevan Foodgrains", "Navi Mumbai", 1, (GRAIN, DAL, SPICE)),
    ("Khari Baoli Dry Fruit House", "Delhi", 2, (DAL, SPICE)),
    ("Gajanan Oil Depot", "Rajkot", 1, (OIL,)),
    ("Poorva Oils & Ghee Agency", "Kolkata", 2, (OIL, DAIRY)),
    ("Unjha Spice Company", "Unjha", 3, (SPICE,)),
    ("Malabar Masala Stores", "Kochi", 4, (SPICE, TEA)),
    ("Shakti Sugar & Salt Agency", "Kolhapur", 2, (SPICE,)),
    ("Barak Valley Tea Agency", "Guwahati", 4, (TEA,)),
    ("Morning Cup Distributors", "Bengaluru", 1, (TEA, READY)),
    ("Annapurna Biscuit Agency", "Nagpur", 1, (BISCUIT, SWEET)),
    ("City FMCG Distributors", "Pune", 1, (BISCUIT, READY, SNACK)),
    ("Rajwada Namkeen Agency", "Indore", 2, (SNACK,)),
    ("Marudhar Snacks & Sweets", "Bikaner", 3, (SNACK, SWEET)),
    ("Quick Bite Wholesale", "Gurugram", 1, (READY, SNACK, SWEET)),
    ("Sweet Corner Confectionery", "Ahmedabad", 2, (SWEET,)),
    ("Cool Point Beverages", "Hyderabad", 1, (DRINK,)),
    ("Sagar Cold Drinks Agency", "Lucknow", 1, (DRINK, DAIRY)),
    ("Gokul Dairy Distributors", "Anand", 1, (DAIRY,)),
    ("Nirmal Home & Care", "Mumbai", 1, (BODY, HOME)),
    ("Shree Ganesh Soap Depot", "Kanpur", 2, (BODY, HOME)),
    ("Apna Daily Needs", "Jaipur", 2, (BODY, HOME, POOJA)),
    ("Deepjyoti Pooja Bhandar", "Varanasi", 3, (POOJA,)),
    ("Vidya General Agencies", "Chennai", 2, (POOJA, HOME)),
)


def sellers() -> tuple[Seller, ...]:
    """Everybody who sells here. Their ratings are as steady as their names."""
    return tuple(
        Seller(
            id=f"S{number:02d}",
            name=name,
            city=city,
            rating=round(3.7 + (number * 7 % 12) / 10, 1),
            dispatch_days=days,
        )
        for number, (name, city, days, _) in enumerate(TRADERS, 1)
    )


def who_deal_in(category: str) -> tuple[str, ...]:
    """Ids of the sellers of a category, the specialist first."""
    found = [
        (deals.index(category), f"S{number:02d}")
        for number, (_, _, _, deals) in enumerate(TRADERS, 1)
        if category in deals
    ]
    return tuple(seller for _, seller in sorted(found))
