"""How much of a package a check keeps in memory, and how much it does at once, so that it needs no more for a large one."""

#: Bytes of the columns of a table that are kept, so as not to be read again.
ROW_CACHE_BYTES = 4 << 20
#: Bytes of the references of a table that wait for the keys they name.
PENDING_BYTES = 32 << 20
#: Keys that are looked up at once: the hash table of more does not fit into the processor's cache.
MAX_JOIN_KEYS = 1 << 15
#: Keys out of order of a table that can still be called one in order, but for these.
MAX_ORDER_VIOLATIONS = 1 << 16
#: Bytes of ids that are handled as one.
CHUNK_BYTES = 4 << 20
