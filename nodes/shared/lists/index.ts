export { searchEvents, searchProperties, searchPropertyValues, searchTraits, searchTraitValues } from './catalog';
export { searchAudiences, searchIdentifierTypes, searchMemberships, searchSegments } from './stored';
