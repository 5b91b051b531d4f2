/* Look up the records that references name, and find numbers that occur more than once. */

#include "cells.h"

#if defined(__GNUC__)
#define PREFETCH(at) __builtin_prefetch(at)
#else
#define PREFETCH(at) ((void)(at))
#endif

/* So many texts are hashed, and their slots fetched into the cache, before the first of them is compared. */
enum { AHEAD = 32 };

static const uint64_t TAG = ~UINT64_C(0) << 32; /* the part of a slot that is of the hash; the rest is the row + 1 */

static int is_known(const uint8_t *known, size_t at) { return !known || known[at / 8] >> at % 8 & 1; }

static uint32_t size_of(const strings *all, uint32_t at) { return (uint32_t)(all->ends[at + 1] - all->ends[at]); }

static int is_same(const strings *keys, uint32_t row, const strings *ids, uint32_t at) {
    uint32_t size = size_of(ids, at);
    return size_of(keys, row) == size && is_equal(keys->bytes + keys->ends[row], ids->bytes + ids->ends[at], size);
}

/* Hash the next texts; return how many. */
static uint32_t hash_ahead(const key_table *k, const strings *ids, uint32_t first, uint64_t *hashes) {
    uint32_t count = ids->count - first < AHEAD ? ids->count - first : AHEAD;
    for (uint32_t i = 0; i < count; i++) {
        hashes[i] = digest_bytes(ids->bytes + ids->ends[first + i], size_of(ids, first + i));
        PREFETCH(&k->slots[hashes[i] & k->mask]);
    }
    return count;
}

/* Return the slot of a text: that of the key equal to it, or else an empty one. */
static uint64_t *slot_of(const key_table *k, const strings *ids, uint32_t at, uint64_t hash) {
    for (uint64_t i = hash & k->mask;; i = (i + 1) & k->mask) {
        uint64_t *slot = &k->slots[i];
        if (!*slot || ((*slot & TAG) == (hash & TAG) && is_same(&k->keys, (uint32_t)*slot - 1, ids, at)))
            return slot;
    }
}

/* Fill the table; return how many keys an earlier row has, too, and set the bits of their rows. */
EXPORT uint32_t fpdata_add_keys(const key_table *k, uint8_t *repeated) {
    uint64_t hashes[AHEAD];
    uint32_t found = 0;
    for (uint32_t row = 0; row < k->keys.count;) {
        uint32_t count = hash_ahead(k, &k->keys, row, hashes);
        for (uint32_t i = 0; i < count; i++, row++) {
            if (!is_known(k->keys.known, k->keys.first + row))
                continue;
            uint64_t *slot = slot_of(k, &k->keys, row, hashes[i]);
            if (*slot) {
                repeated[row / 8] |= (uint8_t)(1u << row % 8);
                found++;
            } else {
                *slot = (hashes[i] & TAG) | (row + 1);
            }
        }
    }
    return found;
}

/* Note the row of each text that is a key, and set its bit. Most references are to the record of the one before, or to
   the next record. */
EXPORT void fpdata_find_keys(const key_table *k, const strings *ids, int32_t *rows, uint8_t *found) {
    uint64_t hashes[AHEAD];
    int64_t last = -1;
    for (uint32_t at = 0; at < ids->count;) {
        uint32_t count = hash_ahead(k, ids, at, hashes);
        for (uint32_t i = 0; i < count; i++, at++) {
            if (!is_known(ids->known, ids->first + at))
                continue;
            if (last < 0 || !is_same(&k->keys, (uint32_t)last, ids, at))
                last = (int64_t)(uint32_t)*slot_of(k, ids, at, hashes[i]) - 1;
            if (last < 0)
                continue;
            rows[at] = (int32_t)last;
            found[at / 8] |= (uint8_t)(1u << at % 8);
        }
    }
}

/* Of numbers whose bits are as good as random, set a bit of each in `once`, and in `again` if it was set before. */
EXPORT void fpdata_note_repeated(const numbers *all, uint8_t *once, uint8_t *again, uint64_t mask) {
    for (uint32_t i = 0; i < all->count; i++) {
        uint64_t at = (uint64_t)all->values[i] & mask;
        uint8_t bit = (uint8_t)(is_known(all->known, all->first + i) << at % 8);
        again[at / 8] |= once[at / 8] & bit;
        once[at / 8] |= bit;
    }
}

/* Set the bits of the numbers that have one in `again`. */
EXPORT void fpdata_find_repeated(const numbers *all, const uint8_t *again, uint64_t mask, uint8_t *found) {
    for (uint32_t i = 0; i < all->count; i++) {
        uint64_t at = (uint64_t)all->values[i] & mask;
        if (again[at / 8] >> at % 8 & is_known(all->known, all->first + i))
            found[i / 8] |= (uint8_t)(1u << i % 8);
    }
}

EXPORT uint32_t fpdata_count_lines(const uint8_t *bytes, uint64_t size) {
    uint32_t count = 0;
    for (uint64_t i = 0; i < size; i++)
        count += bytes[i] == '\n';
    return count;
}
