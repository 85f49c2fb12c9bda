export { acquire } from './acquire';
export { featurebase } from './featurebase';
export { softwareone } from './softwareone';
