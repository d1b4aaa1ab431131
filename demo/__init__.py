"""The demo marketplace: an Indian wholesale grocer with its sellers, retailers, orders and talk."""
