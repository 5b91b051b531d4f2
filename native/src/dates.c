/* Dates in EDTF, levels 0 and 1 (ISO 8601-2:2019), with the first and the last day that each can mean. */

#include "cells.h"

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

int judge_date(const column *c, const cell *text, days *read) {
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
