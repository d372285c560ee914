export {
	searchEvents,
	searchProperties,
	searchPropertyValues,
	searchPurposes,
	searchTraitFields,
	searchTraits,
	searchTraitValues,
} from './catalog';
export {
	searchAudiences,
	searchComputed,
	searchIdentifierTypes,
	searchMemberships,
	searchSegments,
	searchStaticLists,
} from './stored';
export { searchTimeZones } from './timeZones';
