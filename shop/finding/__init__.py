"""Finding by talking: constraints read from words, a search that is refined, details and comparison.

known = Known.of(products, sellers)                  # the shop's brands, categories, sellers
ask = read("tata salt under 30", known, today)       # words and hard constraints
found = find(ask, search, shelf, days)               # products that keep every constraint kept
state = SearchState.of(ask, found)                   # JSON, lasts as long as wanted
state = refine("cheaper", state, known, shown, today)   # and find again
"""
