# Write each .dta file of a folder as CSV beside it, as haven reads it: codes as their labels, days as YYYY-MM-DD.
library(haven)

day <- function(x) ifelse(is.na(x), NA, sprintf("%04d-%s", as.POSIXlt(x)$year + 1900L, format(x, "%m-%d")))

for (file in list.files(commandArgs(TRUE)[1], pattern = "[.]dta$", full.names = TRUE)) {
  table <- as_factor(read_dta(file))
  stopifnot(all(vapply(table, function(column) nzchar(attr(column, "label")), NA)))
  days <- vapply(table, inherits, NA, "Date")
  table[days] <- lapply(table[days], day)
  write.csv(table, sub("dta$", "csv", file), na = "", row.names = FALSE, fileEncoding = "UTF-8")
}
