// Print the rows of each Parquet file of a folder as one line of JSON, as hyparquet reads them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const folder = process.argv[2]
for (const name of readdirSync(folder).filter((name) => name.endsWith('.parquet'))) {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)), compressors })
  console.log(JSON.stringify([name, rows]))
}
