"""Finds products and passages; the only importer of chromadb and sentence_transformers.

    from retrieval.encoder import Encoder
    from retrieval.engine import Search
    from retrieval.snapshot import Where

    encoder = Encoder.open(data / "encoders", settings.model)   # exports the model the first time (15 s)
    search = Search.open(data / "index", encoder, chroma=None)  # or chroma="http://host:8000"
    search.build(products, progress=lambda done, of: ...)       # exactly these; encodes only what changed
    search.update([product]); search.remove(["SKU"])            # incremental
    found = search.search("basmati rice 5kg", limit=10, offset=0, where=Where(brands=("Daawat",)))
    found.skus; found.hits[0].score; found.corrected; found.total; found.degraded

One process opens an index folder; its threads share the `Search`. Calls block: from asyncio use
`asyncio.to_thread`. Prices and stock are not in the index: read them from the store for the SKUs found.
"""
