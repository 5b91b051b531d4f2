/* Scan a block of a table: prove rows valid, and note where their cells are.

   The scan may only accept. What it does not prove, it leaves open for the validation in Python, which alone says what
   is wrong. It reads nothing but its arguments, and keeps nothing. */

#include "scan.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if defined(_MSC_VER)
#include <intrin.h>
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif
#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

enum { MAX_COLUMNS = 64, NO_DAY = INT32_MIN };

typedef struct {
    const uint8_t *at;
    uint32_t size; /* without quotes around it */
    uint32_t doubled; /* how many quotes in it are doubled */
    int odd;       /* has bytes that are not printable ASCII */
    int suspicious;
} cell;

typedef struct {
    int32_t earliest, latest;
} days;

/* --- bytes of interest: found for a whole block at once, 64 at a time ------------------------------------------ */

enum { SEPARATOR, ODD, SUSPICIOUS, MASKS };

typedef struct {
    uint64_t *words[MASKS];
    size_t count;
} masks;

/* What the bytes of a chunk are, as bits. */
typedef struct {
    uint64_t separator, odd, markup, blank, apostrophe;
} chunk;

#if defined(__SSE2__) || defined(_M_X64)
static uint64_t equal(__m128i bytes, char to) { return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(to))); }

static chunk classify(const uint8_t *bytes) {
    chunk all = {0};
    for (int i = 0; i < 64; i += 16) {
        __m128i some = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i folded = _mm_or_si128(some, _mm_set1_epi8(0x20)); /* of brackets, "[" is "{" and "]" is "}" */
        uint64_t line_ends = equal(some, '\n');
        uint64_t low = (uint64_t)_mm_movemask_epi8(_mm_cmplt_epi8(some, _mm_set1_epi8(' '))); /* as signed: and those from 0x80 on */
        all.separator |= (equal(some, ',') | equal(some, '"') | line_ends) << i;
        all.odd |= ((low & ~line_ends) | equal(some, 0x7f)) << i;
        all.markup |= (equal(some, '&') | equal(some, '<') | equal(some, '*') | equal(folded, '{') | equal(folded, '}')) << i;
        all.blank |= equal(some, ' ') << i;
        all.apostrophe |= equal(some, '\'') << i;
    }
    return all;
}
#else
static chunk classify(const uint8_t *bytes) {
    chunk all = {0};
    for (int i = 0; i < 64; i++) {
        uint8_t c = bytes[i], folded = c | 0x20;
        all.separator |= (uint64_t)(c == ',' || c == '"' || c == '\n') << i;
        all.odd |= (uint64_t)((c < ' ' && c != '\n') || c > '~') << i;
        all.markup |= (uint64_t)(c == '&' || c == '<' || c == '*' || folded == '{' || folded == '}') << i;
        all.blank |= (uint64_t)(c == ' ') << i;
        all.apostrophe |= (uint64_t)(c == '\'') << i;
    }
    return all;
}
#endif

static void find_bytes(const uint8_t *bytes, size_t size, masks *found) {
    chunk before = {0};
    for (size_t i = 0; i < found->count; i++) {
        chunk all;
        if (size - i * 64 < 64) {
            uint8_t rest[64];
            memset(rest, 'x', 64);
            memcpy(rest, bytes + i * 64, size - i * 64);
            all = classify(rest);
        } else {
            all = classify(bytes + i * 64);
        }
        uint64_t second_blank = all.blank & (all.blank << 1 | before.blank >> 63);
        uint64_t third = all.apostrophe & (all.apostrophe << 1 | before.apostrophe >> 63) & (all.apostrophe << 2 | before.apostrophe >> 62);
        found->words[SEPARATOR][i] = all.separator;
        found->words[ODD][i] = all.odd;
        found->words[SUSPICIOUS][i] = all.markup | second_blank | third;
        before = all;
    }
}

static int first_bit(uint64_t bits) {
#if defined(_MSC_VER)
    unsigned long at;
    _BitScanForward64(&at, bits);
    return (int)at;
#else
    return __builtin_ctzll(bits);
#endif
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

typedef struct {
    const table *table;
    const uint8_t *bytes;
    size_t size;
    masks found;
    size_t at;           /* where the next cell begins */
    size_t next[MASKS];  /* the first byte of each kind from `at` on, or later */
    uint8_t *room;       /* for what a digest is computed of */
    size_t room_size;
} scanner;

/* Return where the first byte of a kind is, from a place on; the size of the block if there is none. */
static size_t find(const scanner *s, int mask, size_t from) {
    size_t i = from / 64;
    if (i >= s->found.count)
        return s->size;
    uint64_t bits = s->found.words[mask][i] & (~UINT64_C(0) << from % 64);
    while (!bits) {
        if (++i >= s->found.count)
            return s->size;
        bits = s->found.words[mask][i];
    }
    return i * 64 + (size_t)first_bit(bits);
}

static int has(scanner *s, int mask, size_t from, size_t to) {
    if (s->next[mask] < from)
        s->next[mask] = find(s, mask, from);
    return s->next[mask] < to;
}

/* Read a cell; return the byte after it, a comma or the end of the line. Return 0 if it is not in RFC 4180 in one line. */
static uint8_t read_cell(scanner *s, cell *read) {
    size_t start = s->at, end;
    read->doubled = 0;
    if (start < s->size && s->bytes[start] == '"') {
        for (end = ++start;; end += 2, read->doubled++) {
            end = find(s, SEPARATOR, end);
            while (end < s->size && s->bytes[end] == ',')
                end = find(s, SEPARATOR, end + 1);
            if (end + 1 >= s->size || s->bytes[end] == '\n')
                return 0;
            if (s->bytes[end + 1] != '"')
                break;
        }
        s->at = end + 2;
    } else {
        end = find(s, SEPARATOR, start);
        s->at = end + 1;
    }
    if (s->at > s->size)
        return 0;
    uint8_t after = s->bytes[s->at - 1];
    if (after != ',' && after != '\n')
        return 0;
    read->at = s->bytes + start;
    read->size = (uint32_t)(end - start);
    read->odd = has(s, ODD, start, end);
    read->suspicious = has(s, SUSPICIOUS, start, end);
    return after;
}

/* --- sets of texts ------------------------------------------------------------------------------------------------ */

static uint64_t load(const uint8_t *at, uint32_t size) {
    uint64_t word = 0;
    if (size >= 8)
        memcpy(&word, at, 8);
    else
        memcpy(&word, at, size);
    return word;
}

/* Of a text, its size, beginning and end: enough to tell codes apart. */
static uint32_t hash(const uint8_t *at, uint32_t size) {
    uint64_t word = load(at, size) + size;
    if (size > 8)
        word = (word << 5 | word >> 59) ^ load(at + size - 8, 8);
    return (uint32_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> 40);
}

EXPORT void fpdata_hash_texts(texts *set) {
    for (uint32_t i = 0; i <= set->mask; i++)
        set->slots[i] = -1;
    for (int32_t i = 0; i < set->count; i++) {
        uint32_t slot = hash(set->bytes + set->ends[i], set->ends[i + 1] - set->ends[i]) & set->mask;
        while (set->slots[slot] >= 0)
            slot = (slot + 1) & set->mask;
        set->slots[slot] = i;
    }
}

/* Return the number of a text in a set; -1 if it is not there. */
static int32_t number_of(const texts *set, const cell *text) {
    for (uint32_t slot = hash(text->at, text->size) & set->mask; set->slots[slot] >= 0; slot = (slot + 1) & set->mask) {
        int32_t i = set->slots[slot];
        if (set->ends[i + 1] - set->ends[i] == text->size && !memcmp(set->bytes + set->ends[i], text->at, text->size))
            return i;
    }
    return -1;
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

static int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static int is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static int is_letter(uint8_t c) { return is_lower(c | 0x20); }
static int is_word(uint8_t c) { return is_letter(c) || is_digit(c) || c == '_'; }

/* Decode a character of UTF-8; return how many bytes it has, 0 if it is none. */
static uint32_t decode(const uint8_t *at, uint32_t size, uint32_t *character) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t first = at[0], count = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
    if (!count || count > size)
        return 0;
    uint32_t value = count == 1 ? first : first & (0x7fu >> count);
    for (uint32_t i = 1; i < count; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3f);
    }
    *character = value;
    return value < least[count] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : count;
}

/* Judge a text with bytes beyond ASCII: mark what it may have, and MALFORMED or OPEN where it is not safe. */
static int judge_characters(const table *t, const cell *text) {
    int marks = 0, before = PUNCTUATION, beside = 0;
    for (uint32_t i = 0, count; i < text->size; i += count) {
        uint32_t character;
        if (!(count = decode(text->at + i, text->size - i, &character)))
            return MALFORMED | OPEN;
        int class = character <= 0xffff ? t->classes[character] : UNSAFE;
        if (class == UNSAFE || (class == CYRILLIC && before == LETTER) || (class == LETTER && before == CYRILLIC))
            marks |= OPEN | SPOILED;
        if (count > 1 && beside)
            marks |= SPOILED; /* text in a wrong encoding has such characters side by side */
        if (character == 0x130 || character == 0x131 || character == 0x17f || character == 0x212a)
            marks |= LABEL; /* without case, these are letters of ASCII */
        before = class;
        beside = count > 1;
    }
    return marks;
}

static int equal_folded(const uint8_t *text, const uint8_t *lower, uint32_t size) {
    for (uint32_t i = 0; i < size; i++)
        if ((text[i] | 0x20) != lower[i])
            return 0;
    return 1;
}

static int has_label(const table *t, const cell *text) {
    const uint32_t *ends = t->labels.ends;
    int inside = 0;
    for (uint32_t i = 0; i + 1 < text->size; i++) {
        const uint8_t *at = text->at + i;
        int starts = !inside && is_letter(at[0]) && is_letter(at[1]);
        inside = is_word(at[0]);
        if (!starts)
            continue;
        int pair = ((at[0] | 0x20) - 'a') * 26 + (at[1] | 0x20) - 'a';
        for (int label = t->first_label[pair]; label < t->first_label[pair + 1]; label++) {
            uint32_t size = ends[label + 1] - ends[label], rest = text->size - i;
            if (size <= rest && (size == rest || !is_word(at[size])) && equal_folded(at, t->labels.bytes + ends[label], size))
                return 1;
        }
    }
    return 0;
}

/* Whether a program may have written a text in place of a missing value, a number or a range. */
static int may_be_placeholder(const cell *text) {
    static const char *const words[] = {"nan", "nat", "<na>", "n/a", "null", "(null)", "none", "undefined"};
    const uint8_t *at = text->at;
    uint32_t size = text->size;
    if (at[0] == '#' || at[0] == '~' || at[0] == '\\')
        return 1;
    if (is_digit(at[0])) {
        uint32_t sign = size > 1 && is_digit(at[1]) ? 2 : 1;
        if (size > sign && (at[sign] == '-' || at[1] == '.' || at[1] == ',' || (at[1] | 0x20) == 'e'))
            return 1;
    }
    if (size == 6 && at[3] == '-')
        return 1;
    for (size_t i = 0; size <= 9 && i < sizeof words / sizeof *words; i++)
        if (size == strlen(words[i]) && equal_folded(at, (const uint8_t *)words[i], size))
            return 1;
    return 0;
}

static int judge_text(const table *t, const column *c, const cell *text) {
    int marks = text->odd ? judge_characters(t, text) : 0;
    uint8_t first = text->at[0];
    if (first == ' ' || first == '=' || first == '+' || first == '-' || first == '@' || text->at[text->size - 1] == ' ')
        marks |= OPEN;
    if (text->size > c->max_bytes || may_be_placeholder(text))
        marks |= OPEN;
    if (text->suspicious)
        marks |= SPOILED;
    if (c->traits & OWN_WORDS && has_label(t, text))
        marks |= LABEL;
    return marks;
}

/* --- ids, numbers, languages, addresses ----------------------------------------------------------------------------- */

/* An id has words of lower-case letters and digits between hyphens. */
static int judge_id(const cell *text) {
    int marks = 0, letters = 0, confusable = 0;
    uint8_t before = '-';
    for (uint32_t i = 0; i < text->size; i++) {
        uint8_t c = text->at[i];
        if (c == '-') {
            if (before == '-')
                return OPEN;
            letters = confusable = 0;
        } else if (is_lower(c)) {
            letters = 1;
            if ((c == 'n' && before == 'r') || (c == 'v' && before == 'v'))
                marks |= LOOKALIKE;
        } else if (is_digit(c)) {
            confusable |= c < '2'; /* 0 and 1 look like o and l */
        } else {
            return OPEN;
        }
        if (letters && confusable)
            marks |= LOOKALIKE;
        before = c;
    }
    return before == '-' ? OPEN : marks;
}

static int is_integer(const cell *text) {
    for (uint32_t i = 0; i < text->size; i++)
        if (!is_digit(text->at[i]))
            return 0;
    return text->at[0] != '0';
}

/* A language has two or three lower-case letters, then parts of two to eight letters and digits. */
static int is_language(const cell *text) {
    uint32_t part = 0, first = 1;
    for (uint32_t i = 0; i <= text->size; i++) {
        uint8_t c = i < text->size ? text->at[i] : '-';
        if (c == '-') {
            if (part < 2 || part > (first ? 3u : 8u))
                return 0;
            part = first = 0;
        } else if (first ? !is_lower(c) : !is_letter(c) && !is_digit(c)) {
            return 0;
        } else {
            part++;
        }
    }
    return 1;
}

/* Return where the host of an address begins; 0 if it is not of http or https. */
static uint32_t host_of(const cell *text) {
    if (text->size > 7 && !memcmp(text->at, "http://", 7))
        return 7;
    return text->size > 8 && !memcmp(text->at, "https://", 8) ? 8 : 0;
}

/* An address has a host without user, perhaps a port, and then anything without blanks. */
static int judge_url(const cell *text) {
    uint32_t host = host_of(text), i = host, marks = 0;
    if (!host || memchr(text->at, ' ', text->size))
        return OPEN | TRACKED;
    while (i < text->size && !strchr("/?#@:", text->at[i]))
        i++;
    if (i == host)
        return OPEN | TRACKED;
    if (i < text->size && text->at[i] == ':') {
        uint32_t port = ++i;
        while (i < text->size && is_digit(text->at[i]))
            i++;
        if (i == port || i > port + 5)
            return OPEN | TRACKED;
    }
    if (i < text->size && !strchr("/?#", text->at[i]))
        return OPEN | TRACKED;
    for (; i < text->size; i++)
        if (text->at[i] == '=')
            marks |= TRACKED;
    return (int)marks;
}

/* --- dates: EDTF, levels 0 and 1 ------------------------------------------------------------------- */

static int is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_of(int year, int month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Return the days from 1970-01-01 to a day. */
static int32_t day_number(int year, int month, int day) {
    static const int16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 + before[month - 1] + (month > 2 && is_leap(year)) + day - 719163;
}

/* Read two digits, or XX as -1; return 0 if there are neither. */
static int read_pair(const uint8_t *at, int *value) {
    if (at[0] == 'X' && at[1] == 'X') {
        *value = -1;
        return 1;
    }
    *value = (at[0] - '0') * 10 + at[1] - '0';
    return is_digit(at[0]) && is_digit(at[1]);
}

static int is_qualifier(uint8_t c) { return c == '?' || c == '~' || c == '%'; }

/* Seasons begin with spring, numbered 21; winter ends in the next year. */
static int read_season(int year, int season, days *read) {
    int month = (season - 20) * 3, last = season == 24 ? 2 : month + 2, end = year + (season == 24);
    read->earliest = day_number(year, month, 1);
    read->latest = day_number(end, last, days_of(end, last));
    return end <= 9999;
}

/* Read one date; `masked` says whether digits may be X. */
static int read_date(const uint8_t *at, uint32_t size, int masked, days *read) {
    int qualified = size && is_qualifier(at[size - 1]);
    size -= (uint32_t)qualified;
    if (size != 4 && size != 7 && size != 10)
        return 0;
    int first = 0, last = 0, mask = 0;
    for (int i = 0; i < 4; i++) {
        int is_x = at[i] == 'X' && i >= 2;
        if (!is_x && (mask || !is_digit(at[i])))
            return 0;
        mask |= is_x;
        first = first * 10 + (is_x ? 0 : at[i] - '0');
        last = last * 10 + (is_x ? 9 : at[i] - '0');
    }
    int month = -1, day = -1;
    if (size > 4 && (mask || at[4] != '-' || !read_pair(at + 5, &month)))
        return 0;
    if (size > 7 && (at[7] != '-' || !read_pair(at + 8, &day) || (month < 0 && day >= 0)))
        return 0;
    mask |= (size > 4 && month < 0) || (size > 7 && day < 0);
    if (first == 0 || (mask && !masked))
        return 0;
    if (size == 7 && !qualified && month > 20 && month < 25)
        return read_season(first, month, read);
    if (month == 0 || month > 12)
        return 0;
    if (day == 0 || (day > 0 && day > days_of(first, month)))
        return 0;
    read->earliest = day_number(first, month < 0 ? 1 : month, day < 0 ? 1 : day);
    read->latest = day_number(last, month < 0 ? 12 : month, day < 0 ? days_of(last, month < 0 ? 12 : month) : day);
    return 1;
}

static int is_open(const uint8_t *at, uint32_t size) { return size == 0 || (size == 2 && at[0] == '.' && at[1] == '.'); }

/* Read a date or an interval; return OPEN if it is none, or one of the forms that are left to Python. */
static int judge_date(const column *c, const cell *text, days *read) {
    const uint8_t *slash = memchr(text->at, '/', text->size);
    if (!slash) {
        if (read_date(text->at, text->size, 1, read)) {
            int ends = text->size == 10 && (!memcmp(text->at + 4, "-01-01", 6) || !memcmp(text->at + 4, "-12-31", 6));
            return ends && c->traits & YEAR_ENDS ? YEAR_END : 0;
        }
        return c->traits & MAY_BE_OPEN && text->size == 2 && is_open(text->at, 2) ? 0 : OPEN;
    }
    uint32_t left = (uint32_t)(slash - text->at), right = text->size - left - 1;
    days first = {NO_DAY, NO_DAY}, last = {NO_DAY, NO_DAY};
    int begins = read_date(text->at, left, 0, &first), ends = read_date(slash + 1, right, 0, &last);
    if ((!begins && !is_open(text->at, left)) || (!ends && !is_open(slash + 1, right)) || (!begins && !ends))
        return OPEN;
    if (begins && ends && last.latest < first.earliest)
        return OPEN;
    read->earliest = first.earliest;
    read->latest = last.latest;
    return 0;
}

/* --- digests ---------------------------------------------------------------------------------------------------------- */

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
    if (c->kind == TEXT) {
        uint8_t *end = text->odd ? write_folded(t, to, text) : write_words(to, text->at, text->at + text->size);
        return end == to ? NULL : end;
    }
    if (text->odd || text->doubled)
        return NULL;
    if (c->kind == URL)
        return write_address(to, text);
    memcpy(to, text->at, text->size);
    return to + text->size;
}

static uint64_t digest_bytes(const uint8_t *at, size_t size) {
    uint64_t value = size;
    for (; size >= 8; at += 8, size -= 8)
        value = (value ^ load(at, 8)) * UINT64_C(0x9e3779b97f4a7c15), value ^= value >> 32;
    value = (value ^ load(at, (uint32_t)size)) * UINT64_C(0x9e3779b97f4a7c15);
    return value ^ value >> 32;
}

/* Compute a digest; return 0 if it is for Python, -1 if a required column is empty. `room` holds twice the row. */
static int digest_row(const table *t, const digest *wanted, const cell *cells, uint8_t *room, int64_t *value) {
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

/* --- rows ------------------------------------------------------------------------------------------------------------- */

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

static int judge_cell(const table *t, int32_t number, row *r) {
    const column *c = &t->columns[number];
    const cell *text = &r->cells[number];
    if (!text->size)
        return c->traits & REQUIRED ? OPEN : 0;
    r->filled |= UINT64_C(1) << number;
    if (c->kind == TEXT)
        return judge_text(t, c, text);
    if (text->odd)
        return judge_characters(t, text) | OPEN | TRACKED;
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
        return is_integer(text) ? 0 : OPEN;
    case LANGUAGE:
        return is_language(text) ? 0 : OPEN;
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

static int keep_digests(const scanner *s, const row *r, uint32_t at, const result *out) {
    const table *t = s->table;
    int marks = 0;
    for (int32_t i = 0; i < t->digest_count; i++) {
        int64_t value;
        int computed = digest_row(t, &t->digests[i], r->cells, s->room, &value);
        if (computed > 0) {
            out->digests[(size_t)i * out->rows + at] = value;
            set_bit(out->known_digests + (size_t)i * out->stride, at);
        } else if (computed == 0) {
            marks = UNDIGESTED;
        }
    }
    return marks;
}

static int reserve(scanner *s, size_t size) {
    if (size > s->room_size) {
        free(s->room);
        s->room = malloc(size);
        s->room_size = s->room ? size : 0;
    }
    return s->room != NULL;
}

static int scan_row(scanner *s, uint32_t at, const result *out) {
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
        marks |= judge_cell(t, i, &r);
    }
    if (!(marks & MALFORMED)) {
        if (!fits(t, &r))
            marks |= OPEN;
        keep_cells(s, &r, at, out);
        marks |= reserve(s, 2 * (s->at - out->starts[at]) + MAX_COLUMNS) ? keep_digests(s, &r, at, out) : UNDIGESTED;
    }
    out->marks[at] = (uint8_t)marks;
    return 1;
}

/* Scan whole lines. Return 0 if a line is no record in RFC 4180, 1 if all are, -1 if memory is short. */
EXPORT int fpdata_scan(const table *t, const uint8_t *bytes, uint64_t size, const result *out) {
    scanner s = {t, bytes, (size_t)size, {{0}, ((size_t)size + 63) / 64}, 0, {0}, NULL, 0};
    uint64_t *words = malloc(MASKS * (s.found.count + 1) * sizeof *words);
    if (!words)
        return -1;
    for (int i = 0; i < MASKS; i++)
        s.found.words[i] = words + (size_t)i * s.found.count;
    find_bytes(bytes, s.size, &s.found);
    for (int i = 0; i < MASKS; i++)
        s.next[i] = find(&s, i, 0);
    int is_regular = 1;
    for (uint32_t at = 0; is_regular && at < out->rows; at++)
        is_regular = scan_row(&s, at, out);
    free(s.room);
    free(words);
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
            memcpy(to, from, (size_t)(end - from));
            to += end - from;
        }
    }
    offsets[rows] = (int32_t)(to - values);
}
