/* What the parts of the scan share: cells, and how each kind of column judges them. */

#ifndef FPDATA_CELLS_H
#define FPDATA_CELLS_H

#include "scan.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_MSC_VER)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { NO_DAY = INT32_MIN };

typedef struct {
    const uint8_t *at;
    uint32_t size;    /* without quotes around it */
    uint32_t doubled; /* how many quotes in it are doubled */
    int odd;          /* has bytes that are not printable ASCII */
    int suspicious;   /* has markup, two blanks or three apostrophes */
} cell;

typedef struct {
    int32_t earliest, latest; /* days since 1970-01-01, or NO_DAY */
} days;

/* --- bytes: most texts are too short for calls of the C library to pay --- */

static inline uint64_t load8(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

static inline uint64_t load4(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, 4);
    return word;
}

/* Return the first bytes of a text, at most eight, as a number in which the first byte is the lowest. */
static inline uint64_t load(const uint8_t *at, size_t size) {
    if (size >= 8)
        return load8(at);
    if (size >= 4)
        return load4(at) | load4(at + size - 4) << (size - 4) * 8;
    if (!size)
        return 0;
    return at[0] | (uint64_t)at[size / 2] << size / 2 * 8 | (uint64_t)at[size - 1] << (size - 1) * 8;
}

/* Copy a text; return the end of the copy. */
static inline uint8_t *copy(uint8_t *to, const uint8_t *from, size_t size) {
    if (size > 32) {
        memcpy(to, from, size);
    } else if (size >= 16) {
        memcpy(to, from, 16);
        memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        memcpy(to, from, 8);
        memcpy(to + size - 8, from + size - 8, 8);
    } else {
        for (size_t i = 0; i < size; i++)
            to[i] = from[i];
    }
    return to + size;
}

static inline int is_equal(const uint8_t *one, const uint8_t *other, size_t size) {
    if (size < 8)
        return load(one, size) == load(other, size);
    for (size_t i = 0; i < size - 8; i += 8)
        if (load8(one + i) != load8(other + i))
            return 0;
    return load8(one + size - 8) == load8(other + size - 8);
}

/* --- reader.c: the cells of a block, one after the other --- */

enum { SEPARATOR, ODD, SUSPICIOUS, WORD_START, MASKS };

typedef struct {
    uint64_t *words[MASKS];
    size_t count;
} masks;

typedef struct {
    const table *table;
    const uint8_t *bytes;
    size_t size;
    masks found;
    size_t at;           /* where the next cell begins */
    size_t next[MASKS];  /* the first byte of each kind from `at` on, or later */
} scanner;

/* Find the bytes of interest in a block; return 0 if memory is short. */
int open_scanner(scanner *s);
void close_scanner(scanner *s);
/* Return where the first byte of a kind is, from a place on; the size of the block if there is none. */
size_t find(const scanner *s, int mask, size_t from);
/* Read a cell; return the byte after it, a comma or the end of the line. Return 0 if it is not in RFC 4180 in one line. */
uint8_t read_cell(scanner *s, cell *read);

/* --- texts.c --- */

static inline int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static inline int is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static inline int is_letter(uint8_t c) { return is_lower(c | 0x20); }
static inline int is_word(uint8_t c) { return is_letter(c) || is_digit(c) || c == '_'; }


/* Decode a character of UTF-8; return how many bytes it has, 0 if it is none. */
uint32_t decode(const uint8_t *at, uint32_t size, uint32_t *character);
/* Return the number of a text in a set; -1 if it is not there. */
int32_t number_of(const texts *set, const cell *text);
/* Judge a text with bytes beyond ASCII: mark what it may have, and MALFORMED or OPEN where it is not safe. */
int judge_characters(const scanner *s, const cell *text);
int judge_text(const scanner *s, const column *c, const cell *text);

/* --- values.c: return marks, OPEN if a value is not proved valid --- */

int judge_id(const cell *text);
int judge_integer(const cell *text);
int judge_language(const cell *text);
int judge_url(const cell *text);
/* Return where the host of an address begins; 0 if it is not of http or https. */
uint32_t host_of(const cell *text);

/* --- dates.c --- */

/* Judge a date or an interval in EDTF, levels 0 and 1; `read` keeps NO_DAY where it is open or unknown. */
int judge_date(const column *c, const cell *text, days *read);

/* --- digests.c --- */

/* Compute a digest; return 0 if it is for Python, -1 if a required column is empty. `room` holds twice the row. */
int digest_row(const table *t, const digest *wanted, const cell *cells, uint8_t *room, int64_t *value);
uint64_t digest_bytes(const uint8_t *at, size_t size);

#endif
