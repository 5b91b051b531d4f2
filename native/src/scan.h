/* What a caller tells the scan about a table, and what it gets back. The binding in Python mirrors these structures. */

#ifndef FPDATA_SCAN_H
#define FPDATA_SCAN_H

#include <stdint.h>

/* Distinct texts. `ends` has one number more than texts: text i is bytes[ends[i]] to bytes[ends[i + 1]]. */
typedef struct {
    const uint8_t *bytes;
    const uint32_t *ends;
    int32_t *slots; /* a hash table, filled by fpdata_hash_texts: numbers of texts, or -1 */
    uint32_t mask;  /* the number of slots, a power of two above that of the texts, minus 1 */
    int32_t count;
} texts;

enum kind { TEXT, ID, REFERENCE, CODE, DATE, INTEGER, LANGUAGE, URL };

enum trait {
    REQUIRED = 1,
    OWN_WORDS = 2,   /* may have pejorative labels */
    MAY_BE_OPEN = 4, /* a date may be ".." */
    YEAR_ENDS = 8,   /* of a date, mark the first and last day of a year */
    KEY = 16,        /* of an id, mark one that may look like another */
};

typedef struct {
    int32_t kind;
    int32_t traits;
    uint32_t max_bytes;
    int32_t span; /* number of the column among those whose cells are wanted, or -1 */
    int32_t days; /* number of the column among those whose days are wanted, or -1 */
    texts codes;
} column;

/* If the code in column `by` is one of `codes` (by < 0: always), so many of `columns` must be filled as `counts` allows.
   Sets are sets of bits, of columns, codes and counts. */
typedef struct {
    uint64_t columns;
    uint64_t codes[2];
    uint64_t counts;
    int32_t by;
} count_rule;

/* The first day of `first` must not be after the last day of `last`. */
typedef struct {
    int32_t first;
    int32_t last;
} order_rule;

/* If column `by` has the code `code`, column `column` must be empty or have one of `allowed`. */
typedef struct {
    int32_t by;
    int32_t code;
    int32_t column;
    texts allowed;
} value_rule;

/* A number that rows share if some of their columns have the same letters and digits. */
typedef struct {
    int32_t column;
    int32_t otherwise; /* the column that counts where the first is empty, or -1 */
    int32_t required;
} digest_field;

typedef struct {
    const digest_field *fields;
    int32_t count;
} digest;

typedef struct {
    const column *columns;
    const count_rule *counts;
    const order_rule *orders;
    const value_rule *values;
    const digest *digests;
    const uint8_t *classes; /* of each character up to U+FFFF, see `character` */
    const uint32_t *folds;  /* of each character up to U+FFFF, its letters without accents, one a byte; or UNKNOWN */
    const uint16_t *first_label; /* by the first two letters, 26 * 26 + 1 numbers: the labels that begin so */
    texts labels;
    int32_t column_count;
    int32_t count_count;
    int32_t order_count;
    int32_t value_count;
    int32_t digest_count;
} table;

#define UNKNOWN 0xffffffffu

/* What is safe in a text wherever it stands; of letters, that they do not touch those of the other class. */
enum character { UNSAFE, PUNCTUATION, LETTER, CYRILLIC };

/* What is marked of a row. All but OPEN and MALFORMED mean "perhaps". */
enum mark {
    OPEN = 1,      /* not proved valid */
    MALFORMED = 2, /* not so many cells as columns, or not UTF-8; no cell of it is returned */
    LABEL = 4,     /* has a pejorative label */
    SPOILED = 8,   /* a text has markup, blanks or signs of a wrong encoding */
    TRACKED = 16,  /* an address has a parameter */
    YEAR_END = 32, /* a date is the first or last day of a year */
    LOOKALIKE = 64,
    UNDIGESTED = 128, /* the digests are not computed */
};

typedef struct {
    uint32_t start;
    uint32_t size; /* of the cell without quotes; the highest bit says that quotes are doubled in it */
} span;

#define DOUBLED 0x80000000u

/* All arrays are of the caller. Those of spans, days and digests have `rows` numbers for each of their columns, of days
   first the earliest and then the latest; bits that say which numbers are known have `stride` bytes for each, and are
   zero at the beginning. */
typedef struct {
    uint32_t rows;
    uint32_t stride;
    uint32_t *starts; /* where each row begins */
    uint8_t *marks;
    span *spans;
    uint64_t *sizes; /* bytes of all cells of a wanted column */
    int32_t *days;
    uint8_t *known_days;
    int64_t *digests;
    uint8_t *known_digests;
} result;

/* Texts as Arrow has them: text i is bytes[ends[i]] to bytes[ends[i + 1]]. Of `known`, bit first + i says whether there is
   a text i; NULL if there are all. */
typedef struct {
    const int32_t *ends;
    const uint8_t *bytes;
    const uint8_t *known;
    uint32_t first;
    uint32_t count;
} strings;

/* Numbers as Arrow has them, likewise. */
typedef struct {
    const int64_t *values;
    const uint8_t *known;
    uint32_t first;
    uint32_t count;
} numbers;

/* Where each key of a table is: more slots than keys, a power of two, all zero at the beginning. */
typedef struct {
    strings keys;
    uint64_t *slots;
    uint64_t mask;
} key_table;

#endif
