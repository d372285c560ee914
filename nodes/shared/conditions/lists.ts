import * as lists from '../lists';

/** The lists that the form of a segment or audience searches. */
export const CONDITION_LISTS = {
	searchEvents: lists.searchEvents,
	searchIdentifierTypes: lists.searchIdentifierTypes,
	searchProperties: lists.searchProperties,
	searchPropertyValues: lists.searchPropertyValues,
	searchPurposes: lists.searchPurposes,
	searchSegments: lists.searchSegments,
	searchStaticLists: lists.searchStaticLists,
	searchTimeZones: lists.searchTimeZones,
	searchTraitFields: lists.searchTraitFields,
	searchTraits: lists.searchTraits,
	searchTraitValues: lists.searchTraitValues,
};
