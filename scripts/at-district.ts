/**
 * `npm run call`, `npm run clock`: a tool of the local cloud, on the cloud that `npm start` runs. A --data or --url said
 * after it wins.
 */
import { dataFolder } from './data-folder'

const [tool] = process.argv.splice(2, 1, '--data', dataFolder())
void import(`../local/cloud/${tool}-cli`)
