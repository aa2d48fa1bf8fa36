/** The policy file the README shows. */
export const examplePolicy = `# Who may ask for what. What is not said here nobody may.
ask:
  self: true            # everybody for their own data
  managers: true        # for the data of their reports
  owners: true          # for the teams and sites they own
  forAnybody:
    groups: ["7b1e4a52-31c6-4c0b-8f0d-94e7a6d2c3b8"]   # service desk

# Who decides. The requester never does.
decide:
  people: ["87d349ed-44d7-43e1-9a83-5f2406dee5bd"]
  groups: ["0f3c1a52-2222-4c1e-9d0e-000000000002"]      # restore approvers
  manager: true         # the manager of the person whose data it is
  owners: false         # the owners of the team, or of the group behind the site
  beneficiaries: false  # nobody decides on a restore of their own data
  channel: "19:restores@thread.tacv2"

# How many different people must approve: the highest number that applies.
approvals:
  needed: 1
  othersData: 2
  inPlace: 1
  many: { moreThan: 3, needed: 2 }
  ownDataWithout: false

times: { waitHours: 72, validHours: 24, remindEveryHours: 8 }

reason:
  minimumCharacters: 10
  maximumCharacters: 500
  ticket:               # # is one digit, #+ one or more; no regular expressions
    forms: ["INC#######", "CHG-#+"]
    example: "INC0012345"

limits: { requestsPerPersonPerDay: 5, targetsPerRequest: 10 }

admins:
  people: ["e3d0513b-449e-4198-ba6f-bd97ae7cae85"]
auditors:
  groups: ["0f3c1a52-2222-4c1e-9d0e-000000000003"]

guests: false
alsoKnownAs:            # accounts of one person; only ever takes rights away
  - ["87d349ed-44d7-43e1-9a83-5f2406dee5bd", "87d349ed-44d7-43e1-9a83-00000000ad00"]
announce: { namePeople: false }
`;
