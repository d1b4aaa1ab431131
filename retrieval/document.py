"""Makes of a product what is searched: its name, what it is about, and the values it can be filtered by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from shop.catalogue.product import Product

SCHEMA = "2"  # raise when a document's text is composed differently: every index is then rebuilt


@dataclass(frozen=True)
class Document:
    """A product as search sees it. Prices and stock are not here: they are read when answering."""

    sku: str
    name: str  # title, with brand and pack where the title leaves them out
    other_names: str  # aliases
    kind: str  # category, subcategory
    about: str  # attributes, description: these also name things that it is not
    meaning: str  # what the dense leg encodes
    brand: str = ""
    category: str = ""
    subcategory: str = ""
    seller: str = ""

    @property
    def title(self) -> str:
        return self.name

    @property
    def digest(self) -> str:
        """Equal digests, equal vectors."""
        return hashlib.sha256(self.meaning.encode()).hexdigest()[:32]

    def dumps(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> "Document":
        return cls(**json.loads(text))


def document(product: Product) -> Document:
    """Make the searchable face of a product."""
    name = product.title
    for part in (product.brand, product.pack):
        if part and part.lower() not in name.lower():
            name = f"{name} {part}"
    kind = " ".join(dict.fromkeys(p for p in (product.category, product.subcategory) if p))
    aliases = ", ".join(product.aliases)
    return Document(
        sku=product.sku,
        name=name,
        other_names=aliases,
        kind=kind,
        about=" ".join(p for p in (_spoken(product.attributes), product.description) if p),
        meaning=" - ".join(p for p in (name, aliases, kind) if p),
        brand=product.brand,
        category=product.category,
        subcategory=product.subcategory,
        seller=product.seller,
    )


def _spoken(attributes: Mapping[str, str]) -> str:
    return " ".join(f"{name} {value}" for name, value in attributes.items())
