"""The shops that buy on the demo marketplace: their names, owners, places, and what sort they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from demo import sellers as deals
from people.customer import Customer

HOW_MANY = 300

# city, state, first digits of its postcodes, region, share of owners who write Hindi
CITIES = (
    ("Delhi", "Delhi", "1100", "north", 0.6),
    ("Gurugram", "Haryana", "1220", "north", 0.5),
    ("Lucknow", "Uttar Pradesh", "2260", "north", 0.7),
    ("Kanpur", "Uttar Pradesh", "2080", "north", 0.7),
    ("Varanasi", "Uttar Pradesh", "2210", "north", 0.8),
    ("Jaipur", "Rajasthan", "3020", "north", 0.6),
    ("Ludhiana", "Punjab", "1410", "north", 0.4),
    ("Patna", "Bihar", "8000", "east", 0.8),
    ("Kolkata", "West Bengal", "7000", "east", 0.2),
    ("Guwahati", "Assam", "7810", "east", 0.2),
    ("Ranchi", "Jharkhand", "8340", "east", 0.7),
    ("Bhopal", "Madhya Pradesh", "4620", "west", 0.7),
    ("Indore", "Madhya Pradesh", "4520", "west", 0.7),
    ("Mumbai", "Maharashtra", "4000", "west", 0.4),
    ("Pune", "Maharashtra", "4110", "west", 0.3),
    ("Nagpur", "Maharashtra", "4400", "west", 0.5),
    ("Ahmedabad", "Gujarat", "3800", "west", 0.3),
    ("Surat", "Gujarat", "3950", "west", 0.3),
    ("Hyderabad", "Telangana", "5000", "south", 0.2),
    ("Bengaluru", "Karnataka", "5600", "south", 0.1),
    ("Chennai", "Tamil Nadu", "6000", "south", 0.0),
    ("Coimbatore", "Tamil Nadu", "6410", "south", 0.0),
    ("Kochi", "Kerala", "6820", "south", 0.0),
    ("Visakhapatnam", "Andhra Pradesh", "5300", "south", 0.1),
)
FIRST = {
    "north": "Ramesh Suresh Mukesh Anil Sunil Rajesh Vijay Sanjay Pooja Sunita Rekha Harpreet Gurmeet Deepak "
    "Manoj Rakesh Naresh Kavita Ashok Imran",
    "east": "Subhash Bimal Tapan Rina Mousumi Abhijit Ranjit Manoj Dipak Sanjib Prakash Salma Gita Ajay "
    "Nikhil",
    "west": "Nilesh Hitesh Bhavesh Ketan Jignesh Mahesh Ganesh Santosh Sandeep Vaishali Meena Farhan Rohit "
    "Kiran Sachin Swati Dinesh",
    "south": "Murugan Senthil Karthik Lakshmi Venkatesh Srinivas Ravi Anitha Radha Prasad Naveen Joseph "
    "Thomas Fathima Suresh Ramana Bhaskar",
}
LAST = {
    "north": "Gupta Sharma Agarwal Verma Yadav Singh Jain Chauhan Mishra Arora Khanna Ansari Bansal Saini",
    "east": "Das Ghosh Saha Paul Sinha Prasad Barua Dutta Kumar Mandal Roy Khatun Sahu Jha",
    "west": "Patel Shah Joshi Deshmukh Patil Kulkarni Mehta Desai Pawar Shaikh Soni Thakkar Rathod Jadhav",
    "south": "Reddy Rao Naidu Iyer Nair Pillai Kumar Shetty Gowda Menon Mathew Rajan Subramaniam Basheer",
}
SHOP = {
    "north": "{last} Kirana Store;{first} General Store;Shri Shyam Kirana Bhandar;Balaji Provision Store;"
    "New {last} Departmental Store;{last} & Sons;Apna Bazaar;Maa Vaishno Kirana;Guru Kripa General Store;"
    "{first} Kirana Merchant",
    "east": "{last} Bhandar;Maa Tara Stores;{last} Variety Store;Annapurna Bhandar;Jagannath Stores;"
    "{first} Grocery;New {last} Stores;Laxmi Bhandar;{last} Brothers",
    "west": "{last} Kirana & General Stores;Shree Ganesh Kirana;{last} Provision Stores;Ambika Super Market;"
    "Jay Bhavani Stores;{first} Traders;Sai Kirana;Mahavir Provision;{last} Supermart;Om Sai General Stores",
    "south": "Sri Lakshmi Stores;{first} Maligai;{last} Super Market;Sri Balaji Kirana & General;"
    "Murugan Stores;{first} Provision Stores;{last} Traders;Sree Krishna Stores;New {first} Mart",
}
STREETS = [
    "Main Road",
    "Station Road",
    "Sadar Bazaar",
    "Gandhi Chowk",
    "Market Yard Road",
    "Temple Street",
    "Nehru Nagar",
    "Old Bus Stand",
    "Shivaji Road",
    "MG Road",
    "Subhash Marg",
    "Civil Lines",
    "Model Colony",
    "Housing Board",
    "Ring Road",
]
NEAR = ["near {0}", "opposite {0}", "behind {0}", "beside {0}"]
MARKS = [
    "Hanuman Mandir",
    "State Bank",
    "Government School",
    "Post Office",
    "Bus Stop",
    "City Hospital",
    "Water Tank",
    "Petrol Pump",
    "Jama Masjid",
    "Clock Tower",
]

# What regions buy more of: parts of titles or shelves, and how much more.
LIKES: Mapping[str, Mapping[str, float]] = {
    "north": {"Mustard Oil": 2.5, "Atta": 1.8, "Sunflower": 0.4, "Coffee": 0.4, "Rajma": 2.0, "Idli": 0.2},
    "east": {"Mustard Oil": 3.0, "Rice": 1.6, "Sunflower": 0.4, "Masoor": 2.0, "Poha": 0.8, "Idli": 0.2},
    "west": {"Groundnut": 2.5, "Poha": 2.0, "Wafers": 2.0, "Gathiya": 2.0, "Wagh Bakri": 3.0, "Toor": 1.5},
    "south": {
        "Coffee": 3.0,
        "Sunflower": 2.0,
        "Coconut": 2.0,
        "Idli": 3.0,
        "Sambar": 3.0,
        "Mustard Oil": 0.1,
    },
}

# What sorts of shops there are: how many in a hundred, how large, what they sell more or less of.
SORTS: tuple[tuple[str, int, float, Mapping[str, float]], ...] = (
    ("kirana", 62, 1.0, {}),
    ("supermart", 14, 2.4, {deals.BODY: 1.3, deals.READY: 1.3, deals.DAIRY: 1.3}),
    (
        "tea stall",
        8,
        0.5,
        {deals.TEA: 5.0, deals.BISCUIT: 4.0, deals.SNACK: 2.0, deals.BODY: 0.1, deals.HOME: 0.2},
    ),
    ("hotel", 8, 1.7, {deals.GRAIN: 4.0, deals.DAL: 4.0, deals.OIL: 4.0, deals.SPICE: 3.0, deals.BODY: 0.1}),
    (
        "sweet shop",
        4,
        1.3,
        {deals.OIL: 4.0, deals.SPICE: 3.0, deals.DAL: 3.0, deals.DAIRY: 2.0, deals.BODY: 0.05},
    ),
    (
        "pan shop",
        4,
        0.4,
        {deals.SWEET: 4.0, deals.DRINK: 4.0, deals.SNACK: 4.0, deals.GRAIN: 0.1, deals.OIL: 0.1},
    ),
)


@dataclass(frozen=True)
class Retailer:
    """A customer, and how he buys: only the generator of orders knows that."""

    customer: Customer
    region: str
    size: float
    taste: Mapping[str, float]  # by category


def retailers(seed: int) -> tuple[Retailer, ...]:
    """The shops that buy here."""
    luck = Random(f"{seed}/retailers")
    return tuple(_retailer(number, luck) for number in range(1, HOW_MANY + 1))


def _retailer(number: int, luck: Random) -> Retailer:
    city, state, pin, region, hindi = luck.choice(CITIES)
    first, last = luck.choice(FIRST[region].split()), luck.choice(LAST[region].split())
    name = luck.choice(SHOP[region].split(";")).format(first=first, last=last)
    _, _, size, taste = luck.choices(SORTS, [share for _, share, _, _ in SORTS])[0]
    size *= luck.lognormvariate(0, 0.35)
    locale = "hi-IN" if luck.random() < hindi else "en-IN"
    street, mark = luck.choice(STREETS), luck.choice(NEAR).format(luck.choice(MARKS))
    mail = f"{re.sub('[^a-z]', '', name.lower())}{number}@example.com"
    customer = Customer(
        id=f"C{number:04d}",
        name=f"{name} ({first} {last})",
        phone=f"+9110000{number:05d}",  # Indian numbers do not begin with 10: nobody is called by a demo
        email=mail if luck.random() < 0.6 else "",
        group="gold" if size > 2 else "silver" if size > 1 else "standard",
        address=f"Shop {luck.randint(1, 180)}, {street}, {mark}, {city}, {state}",
        city=city,
        postcode=f"{pin}{luck.randint(1, 99):02d}",
        locale=locale,
    )
    return Retailer(customer, region, size, taste)
