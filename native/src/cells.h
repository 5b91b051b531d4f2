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

/* --- reader.c: the cells of a block, one after the other --- */

enum { SEPARATOR, ODD, SUSPICIOUS, MASKS };

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
int judge_characters(const table *t, const cell *text);
int judge_text(const table *t, const column *c, const cell *text);

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
uint64_t load(const uint8_t *at, uint32_t size);

#endif
