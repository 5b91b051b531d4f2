# Write each sheet of a workbook as CSV beside it, as readxl reads it.
library(readxl)

file <- commandArgs(TRUE)[1]
for (sheet in excel_sheets(file)) {
  table <- read_excel(file, sheet, guess_max = 1e6)
  days <- vapply(table, inherits, NA, "POSIXct")
  table[days] <- lapply(table[days], format, "%Y-%m-%d")
  write.csv(table, file.path(dirname(file), paste0(sheet, ".csv")), na = "", row.names = FALSE, fileEncoding = "UTF-8")
}
