/* Scan a block of a table: prove rows valid, and note where their cells are.

   The scan may only accept. What it does not prove, it leaves open for the validation in Python, which alone says what
   is wrong. It reads nothing but its arguments, and keeps nothing. */

#include "cells.h"

#include <stdlib.h>

enum { MAX_COLUMNS = 64 };

static void set_bit(uint8_t *bits, uint32_t at) { bits[at / 8] |= (uint8_t)(1u << at % 8); }

static int has_code(const uint64_t codes[2], int32_t code) { return code >= 0 && codes[code / 64] >> code % 64 & 1; }

static int count_bits(uint64_t bits) {
    int count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

typedef struct {
    cell cells[MAX_COLUMNS];
    int32_t codes[MAX_COLUMNS];
    days days[MAX_COLUMNS];
    uint64_t filled;
} row;

static int judge_cell(const scanner *s, int32_t number, row *r) {
    const column *c = &s->table->columns[number];
    const cell *text = &r->cells[number];
    if (!text->size)
        return c->traits & REQUIRED ? OPEN : 0;
    r->filled |= UINT64_C(1) << number;
    if (c->kind == TEXT)
        return judge_text(s, c, text);
    if (text->odd)
        return judge_characters(s, text) | OPEN | TRACKED;
    if (text->doubled || text->size > c->max_bytes)
        return OPEN | TRACKED;
    switch (c->kind) {
    case ID:
        return c->traits & KEY ? judge_id(text) : judge_id(text) & OPEN;
    case CODE:
        r->codes[number] = number_of(&c->codes, text);
        return r->codes[number] < 0 ? OPEN : 0;
    case DATE:
        return judge_date(c, text, &r->days[number]);
    case INTEGER:
        return judge_integer(text);
    case LANGUAGE:
        return judge_language(text);
    case URL:
        return judge_url(text);
    default:
        return 0; /* a reference is an id if a record has it */
    }
}

/* Whether the cells of a row fit together. */
static int fits(const table *t, const row *r) {
    for (int32_t i = 0; i < t->count_count; i++) {
        const count_rule *rule = &t->counts[i];
        if (rule->by >= 0 && !has_code(rule->codes, r->codes[rule->by]))
            continue;
        if (!(rule->counts >> count_bits(r->filled & rule->columns) & 1))
            return 0;
    }
    for (int32_t i = 0; i < t->order_count; i++) {
        int32_t first = r->days[t->orders[i].first].earliest, last = r->days[t->orders[i].last].latest;
        if (first != NO_DAY && last != NO_DAY && last < first)
            return 0;
    }
    for (int32_t i = 0; i < t->value_count; i++) {
        const value_rule *rule = &t->values[i];
        const cell *text = &r->cells[rule->column];
        if (r->codes[rule->by] == rule->code && text->size && number_of(&rule->allowed, text) < 0)
            return 0;
    }
    return 1;
}

/* Read the cells of a row; return how many there are, -1 if they are not in RFC 4180 in one line. */
static int32_t read_row(scanner *s, row *r) {
    cell beyond;
    for (int32_t count = 0;; count++) {
        uint8_t after = read_cell(s, count < s->table->column_count ? &r->cells[count] : &beyond);
        if (after != ',')
            return after ? count + 1 : -1;
    }
}

static void keep_days(const result *out, uint32_t number, uint32_t at, int32_t day) {
    if (day != NO_DAY) {
        out->days[(size_t)number * out->rows + at] = day;
        set_bit(out->known_days + (size_t)number * out->stride, at);
    }
}

/* Note where the wanted cells of a row are, and which days its dates mean. */
static void keep_cells(const scanner *s, const row *r, uint32_t at, const result *out) {
    for (int32_t i = 0; i < s->table->column_count; i++) {
        const column *c = &s->table->columns[i];
        const cell *text = &r->cells[i];
        if (c->span >= 0) {
            span *kept = &out->spans[(size_t)c->span * out->rows + at];
            kept->start = (uint32_t)(text->at - s->bytes);
            kept->size = text->size | (text->doubled ? DOUBLED : 0);
            out->sizes[c->span] += text->size - text->doubled;
        }
        if (c->days >= 0) {
            keep_days(out, 2 * (uint32_t)c->days, at, r->days[i].earliest);
            keep_days(out, 2 * (uint32_t)c->days + 1, at, r->days[i].latest);
        }
    }
}

static int keep_digests(const table *t, const row *r, uint32_t at, uint8_t *room, const result *out) {
    int marks = 0;
    for (int32_t i = 0; i < t->digest_count; i++) {
        int64_t value;
        int computed = digest_row(t, &t->digests[i], r->cells, room, &value);
        if (computed > 0) {
            out->digests[(size_t)i * out->rows + at] = value;
            set_bit(out->known_digests + (size_t)i * out->stride, at);
        } else if (computed == 0) {
            marks = UNDIGESTED;
        }
    }
    return marks;
}

static int scan_row(scanner *s, uint32_t at, uint8_t *room, const result *out) {
    const table *t = s->table;
    row r;
    out->starts[at] = (uint32_t)s->at;
    int32_t count = read_row(s, &r);
    if (count < 0)
        return 0;
    int marks = count == t->column_count ? 0 : MALFORMED | OPEN;
    r.filled = 0;
    for (int32_t i = 0; i < t->column_count && !(marks & MALFORMED); i++) {
        r.codes[i] = -1;
        r.days[i].earliest = r.days[i].latest = NO_DAY;
        marks |= judge_cell(s, i, &r);
    }
    if (!(marks & MALFORMED)) {
        if (!fits(t, &r))
            marks |= OPEN;
        keep_cells(s, &r, at, out);
        marks |= keep_digests(t, &r, at, room, out);
    }
    out->marks[at] = (uint8_t)marks;
    return 1;
}

/* Scan whole lines. Return 0 if a line is no record in RFC 4180, 1 if all are, -1 if memory is short. */
EXPORT int fpdata_scan(const table *t, const uint8_t *bytes, uint64_t size, const result *out) {
    scanner s = {.table = t, .bytes = bytes, .size = (size_t)size};
    uint8_t *room = malloc(2 * s.size + MAX_COLUMNS);
    if (!room || !open_scanner(&s)) {
        free(room);
        return -1;
    }
    int is_regular = 1;
    for (uint32_t at = 0; is_regular && at < out->rows; at++)
        is_regular = scan_row(&s, at, room, out);
    close_scanner(&s);
    free(room);
    return is_regular && s.at == s.size;
}

/* Copy the cells of a column, as Arrow has them: where each begins, whether it has a value, and the bytes of all. */
EXPORT void fpdata_gather(const uint8_t *bytes, const span *spans, uint32_t rows, int32_t *offsets, uint8_t *known, uint8_t *values) {
    uint8_t *to = values;
    for (uint32_t at = 0; at < rows; at++) {
        const uint8_t *from = bytes + spans[at].start, *end = from + (spans[at].size & ~DOUBLED);
        offsets[at] = (int32_t)(to - values);
        if (from != end)
            set_bit(known, at);
        if (spans[at].size & DOUBLED) {
            while (from < end) {
                *to++ = *from;
                from += *from == '"' ? 2 : 1;
            }
        } else {
            to = copy(to, from, (size_t)(end - from));
        }
    }
    offsets[rows] = (int32_t)(to - values);
}
