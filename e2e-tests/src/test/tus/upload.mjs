// Uploads a file by the public client of tus: node upload.mjs ENDPOINT FILE TYPE. The access token comes by PARLEY_TOKEN. Says what
// happens, a line each: "stored N" for each piece, "resumed N" when the server was asked how far it is, "done MEDIA-ID", "failed STATUS".
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Upload } from 'tus-js-client'

const [endpoint, file, filetype] = process.argv.slice(2)
const say = (...words) => process.stdout.write(`${words.join(' ')}\n`)
let mediaId = ''

new Upload(createReadStream(file), {
  endpoint,
  uploadSize: statSync(file).size,
  chunkSize: 1024 * 1024,
  // A server takes a while to start; what it had begun is locked a while longer.
  retryDelays: Array(120).fill(500),
  headers: { Authorization: `Bearer ${process.env.PARLEY_TOKEN}` },
  metadata: { filename: basename(file), filetype },
  onChunkComplete: (size, offset) => say('stored', offset),
  onAfterResponse: (request, response) => {
    mediaId = response.getHeader('Parley-Media-Id') ?? mediaId
    if (request.getMethod() === 'HEAD' && response.getStatus() === 200) {
      say('resumed', response.getHeader('Upload-Offset'))
    }
  },
  onError: (error) => {
    say('failed', error.originalResponse?.getStatus() ?? error.message)
    process.exitCode = 1
  },
  onSuccess: () => say('done', mediaId),
}).start()
