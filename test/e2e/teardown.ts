import { stopAll } from './setup';

export default stopAll;
