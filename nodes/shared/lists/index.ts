export { searchEvents, searchProperties, searchPropertyValues, searchTraits, searchTraitValues } from './catalog';
export {
	searchAudiences,
	searchComputed,
	searchIdentifierTypes,
	searchMemberships,
	searchSegments,
	searchStaticLists,
} from './stored';
