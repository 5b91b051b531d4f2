/* Digests: numbers that rows share if some of their columns have the same letters and digits. `checks/sameness.py` in
   Python computes the same numbers, of what the scan leaves to it. */

#include "cells.h"

/* Letters and digits as they count, others 0; filled by fpdata_prepare. */
static uint8_t folded[256];

EXPORT void fpdata_prepare(void) {
    for (int c = 0; c < 256; c++)
        folded[c] = is_letter((uint8_t)c) ? (uint8_t)(c | 0x20) : is_digit((uint8_t)c) ? (uint8_t)c : 0;
}

/* Write the letters and digits of a text in ASCII; return the end of what was written. */
static uint8_t *write_words(uint8_t *to, const uint8_t *at, const uint8_t *end) {
    for (; at < end; at++) {
        *to = folded[*at];
        to += *to != 0;
    }
    return to;
}

/* Write those of a text with other characters; return NULL if one of them is for Python. */
static uint8_t *write_folded(const table *t, uint8_t *to, const cell *text) {
    for (uint32_t i = 0, count; i < text->size; i += count) {
        uint32_t character;
        if (!(count = decode(text->at + i, text->size - i, &character)) || character > 0xffff)
            return NULL;
        uint32_t letters = t->folds[character];
        if (letters == UNKNOWN)
            return NULL;
        for (; letters; letters >>= 8)
            *to++ = (uint8_t)letters;
    }
    return to;
}

/* Write what counts of an address: neither scheme nor "www.", the usual ports, or what follows "?" or "#". */
static uint8_t *write_address(uint8_t *to, const cell *text) {
    const uint8_t *at = text->at + host_of(text), *end = text->at + text->size;
    if (at > text->at && end - at >= 4 && !memcmp(at, "www.", 4))
        at += 4;
    while (at < end && *at != '?' && *at != '#') {
        ptrdiff_t port = *at != ':' ? 0 : end - at >= 3 && !memcmp(at, ":80", 3) ? 3 : end - at >= 4 && !memcmp(at, ":443", 4) ? 4 : 0;
        if (port && (end - at == port || at[port] == '/')) {
            at += port;
        } else {
            to = write_words(to, at, at + 1);
            at++;
        }
    }
    return to;
}

/* Write what counts of a cell; return NULL if it is for Python. */
static uint8_t *write_field(const table *t, const column *c, uint8_t *to, const cell *text) {
    if (!text->size)
        return to;
    if (c->kind != TEXT && (text->odd || text->doubled))
        return NULL;
    if (c->kind == TEXT || c->kind == URL) {
        uint8_t *end;
        if (c->kind == URL)
            end = write_address(to, text);
        else
            end = text->odd ? write_folded(t, to, text) : write_words(to, text->at, text->at + text->size);
        return end == to ? NULL : end;
    }
    memcpy(to, text->at, text->size);
    return to + text->size;
}

static uint64_t mix(uint64_t value) {
    value *= UINT64_C(0x9e3779b97f4a7c15);
    return value ^ value >> 32;
}

uint64_t digest_bytes(const uint8_t *at, size_t size) {
    uint64_t value = size;
    for (; size >= 8; at += 8, size -= 8)
        value = mix(value ^ load(at, 8));
    return mix(value ^ load(at, (uint32_t)size));
}

int digest_row(const table *t, const digest *wanted, const cell *cells, uint8_t *room, int64_t *value) {
    uint8_t *to = room;
    for (int32_t i = 0; i < wanted->count; i++) {
        int32_t number = wanted->fields[i].column;
        if (!cells[number].size && wanted->fields[i].otherwise >= 0)
            number = wanted->fields[i].otherwise;
        if (!cells[number].size && wanted->fields[i].required)
            return -1;
        if (!(to = write_field(t, &t->columns[number], to, &cells[number])))
            return 0;
        *to++ = 0x1f;
    }
    *value = (int64_t)digest_bytes(room, (size_t)(to - room));
    return 1;
}
