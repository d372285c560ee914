export { searchEvents, searchProperties, searchTraits, searchTraitValues } from './catalog';
export { searchAudiences, searchIdentifierTypes, searchMemberships, searchSegments } from './stored';
