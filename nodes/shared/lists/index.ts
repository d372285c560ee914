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
	searchExperiences,
	searchIdentifierTypes,
	searchMemberships,
	searchSegments,
	searchStaticLists,
} from './stored';
export { searchTimeZones } from './timeZones';
