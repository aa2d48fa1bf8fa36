/**
 * What the documentation of Microsoft Graph leaves open about who owns what, one switch each. None of it ever gives a right: rights come
 * from `GET /groups/{id}/sites/root` and the owners of a group, which are documented.
 */
export const inferences = {
  /**
   * `GET /sites/{id}/drive` names in `owner.group` the Microsoft 365 group behind a group-connected site. The schema has the property;
   * which sites fill it is seen in other people's programs only. Off: the owners of a site are not asked to decide, but may.
   */
  siteGroupIsDriveOwner: true,
} as const;
