/**
 * The catalogue of faults. `what` is for logs and the README's troubleshooting table, `next` is what an admin does about it;
 * the README lists every code and a test holds the two together. Neither text ever holds a provider's own words.
 */
export const faults = {
  UNEXPECTED: {
    what: 'Something happened that the bot has no name for.',
    next: 'Look for the same request number in the log and report it with the lines around it.',
  },
  OUTCOME_UNPROVEN: {
    what: 'The backup server was asked to start, and what it did could not be proved; an admin closed the request.',
    next: 'Look at the restore sessions in the backup console before asking again.',
  },
  BACKUP_UNREACHABLE: {
    what: 'The backup server did not answer.',
    next: 'Check the address, the network path and the service on the backup server; runs wait and go on by themselves.',
  },
  BACKUP_TLS: {
    what: 'The certificate of the backup server is not trusted.',
    next: 'Set VEEAM_CA_FILE to the certificate (PEM) of the authority that signed it.',
  },
  BACKUP_SIGN_IN: {
    what: 'The backup server refused the account the bot signs in with.',
    next: 'Check VEEAM_USERNAME and VEEAM_PASSWORD; the account must be a service account without two-factor sign-in.',
  },
  BACKUP_MFA: {
    what: 'The account the bot signs in with to the backup server needs a second factor, which its API does not know.',
    next: 'Mark the account as a service account in the backup console (this switches two-factor sign-in off for it).',
  },
  BACKUP_PASSWORD_EXPIRED: {
    what: 'The password of the account the bot signs in with to the backup server has expired.',
    next: 'Set a new password for the account and put it into VEEAM_PASSWORD.',
  },
  BACKUP_OPERATOR_ONLY: {
    what: 'The backup server serves restore operators only; every other sign-in is switched off.',
    next: 'Switch "restore operator authentication only" off in the REST API settings of the backup server.',
  },
  BACKUP_PORTAL: {
    what: 'The restore portal of the backup server is not enabled.',
    next: 'Enable the restore portal on the backup server, or let the bot sign in as backup administrator.',
  },
  BACKUP_PERSON: {
    what: 'The backup server refused the sign-in of the person whose own rights a restore uses.',
    next: 'Check that restore operators may sign in with Microsoft credentials, and that the account is one of the organization of the backups.',
  },
  BACKUP_SCOPE: {
    what: 'The person whose own rights a restore uses may not restore this.',
    next: 'Let somebody else decide, or add the object to the restore operator role of that person; for Microsoft 365 Backup give the person the Entra role Microsoft 365 Backup Administrator, and SharePoint Backup Administrator for files and folders of OneDrive and SharePoint.',
  },
  BACKUP_EXPLORERS: {
    what: 'The backup server cannot open restore sessions.',
    next: 'Install the Veeam Explorers on the backup server, in the same version as the server.',
  },
  BACKUP_SERVICES: {
    what: 'The services of the backup server do not understand each other.',
    next: 'Bring the server, its REST service and the Veeam Explorers to the same version, check that their clocks agree, and restart the services.',
  },
  BACKUP_RESTORE_CREDENTIAL: {
    what: 'Microsoft 365 does not accept what restored items are written with.',
    next: 'Check VEEAM_RESTORE_APP_ID with its certificate and permissions (or VEEAM_RESTORE_USERNAME), and VEEAM_RESTORE_IMPERSONATION_ACCOUNT.',
  },
  BACKUP_FORBIDDEN: {
    what: 'The account of the bot may not do this on the backup server.',
    next: 'Give the account the backup administrator role.',
  },
  BACKUP_REFUSED: {
    what: 'The backup server refused the request as it was sent.',
    next: 'Look for the request number in the log; the provider error code is beside it.',
  },
  BACKUP_BUSY: {
    what: 'The backup server asked the bot to slow down or is occupied.',
    next: 'Nothing; the bot tries again by itself.',
  },
  BACKUP_BROKEN: {
    what: 'The backup server answered with an error of its own or with something unreadable.',
    next: 'Look at the log of the REST service on the backup server at that time.',
  },
  BACKUP_ORGANIZATION: {
    what: 'The backup server does not hold exactly one organization for this tenant.',
    next: 'Add the organization in the backup console, or remove the duplicate.',
  },
  RESTORE_POINT_GONE: {
    what: 'The backup that was approved is no longer there, and none before it.',
    next: 'Look at the retention of the backup; the person can ask for a later time.',
  },
  ITEMS_GONE: {
    what: 'The items that were chosen could not be found in the backup again, or none of them differs from what is there now.',
    next: 'Nothing; the person chooses again.',
  },
  BACKUP_SESSION_GONE: {
    what: 'The restore session is no longer known to the backup server.',
    next: 'Look at the restore sessions in the backup console; ask again if nothing was restored.',
  },
  GRAPH_UNREACHABLE: {
    what: 'Microsoft Graph did not answer for Microsoft 365 Backup.',
    next: 'Check the network path to Microsoft Graph and HTTPS_PROXY; runs wait and go on by themselves.',
  },
  GRAPH_SIGN_IN: {
    what: 'Microsoft Graph did not accept the token of the bot.',
    next: 'Check BOT_APP_ID, BOT_TENANT_ID and the credential of the bot.',
  },
  GRAPH_PERMISSION: {
    what: 'The app registration of the bot lacks a permission for Microsoft 365 Backup.',
    next: 'Grant BackupRestore-Control.Read.All, -Configuration.Read.All, -Search.Read.All, -Restore.Read.All and -Restore.ReadWrite.All, and Sites.Read.All for sites, with admin consent.',
  },
  GRAPH_NOT_CONTROLLER: {
    what: 'The app registration of the bot is not the active controller of Microsoft 365 Backup in this tenant.',
    next: 'Register and activate the app as service app of Microsoft 365 Backup; while its activation is pending it cannot restore.',
  },
  GRAPH_BACKUP_OFF: {
    what: 'Microsoft 365 Backup is not enabled in this tenant, or not for the bot.',
    next: 'Enable Microsoft 365 Backup and its billing in the Microsoft 365 admin center, then check that the bot is its controller.',
  },
  GRAPH_RESTORE_LOCKED: {
    what: 'Restores are locked in Microsoft 365 Backup.',
    next: 'Look at the status of Microsoft 365 Backup in the admin center; billing is the usual cause.',
  },
  GRAPH_REFUSED: {
    what: 'Microsoft 365 Backup refused the request as it was sent.',
    next: 'Look for the request number in the log; the error code of Microsoft is beside it.',
  },
  GRAPH_BROKEN: {
    what: 'Microsoft 365 Backup answered with an error of its own or with something unreadable.',
    next: 'Look at the service health in the Microsoft 365 admin center; runs wait and go on by themselves.',
  },
  GRAPH_ITEM_LIMIT: {
    what: 'More messages match than Microsoft 365 Backup restores at once (1,000).',
    next: 'Nothing; the person asks again with a narrower filter, or for the whole mailbox.',
  },
  GRAPH_CANNOT_BROWSE: {
    what: 'Microsoft 365 Backup could not open a backup of a OneDrive or site for choosing files.',
    next: 'Look whether the site is locked or its libraries are protected by rights management; restore the whole place instead.',
  },
  GRAPH_STALE: {
    what: 'What the bot had found in Microsoft 365 Backup for a run is no longer valid there.',
    next: 'Nothing; the run begins anew.',
  },
  GRAPH_QUEUE: {
    what: 'Microsoft 365 Backup works on as many restore sessions as it takes at once.',
    next: 'Nothing; the run waits and is started when there is room.',
  },
  DIRECTORY_UNREACHABLE: {
    what: 'The directory (Microsoft Graph) did not answer.',
    next: 'Check the network path to Microsoft Graph; nothing was recorded, clicks can be repeated.',
  },
  DIRECTORY_FORBIDDEN: {
    what: 'The bot may not read the directory.',
    next: 'Grant the app registration User.Read.All and GroupMember.Read.All with admin consent; where the policy names owners, Directory.Read.All and Sites.Read.All too.',
  },
  SIGN_IN_UNREACHABLE: {
    what: 'The Microsoft sign-in service gave the bot no token.',
    next: 'Check BOT_APP_ID, BOT_TENANT_ID and the credential, and the network path to the sign-in service.',
  },
  KEYS_UNREACHABLE: {
    what: 'The keys Teams signs its messages with cannot be read, so no message can be verified.',
    next: 'Check the network path to Microsoft, and HTTPS_PROXY with NODE_USE_ENV_PROXY=1; messages are refused meanwhile.',
  },
  SIGN_IN_NEEDED: {
    what: 'A restore uses the rights of a person who is not signed in.',
    next: 'Nothing; the bot asks that person in their chat and goes on when they have signed in. If nobody can, grant the bot admin consent for the API.',
  },
  TEAMS_BUSY: { what: 'Teams asked the bot to slow down.', next: 'Nothing; the bot tries again by itself.' },
  TEAMS_REFUSED: {
    what: 'Teams refused a message of the bot.',
    next: 'Check that the app is installed for the person or in the team.',
  },
  DATA_FOLDER_IN_USE: {
    what: 'Another process of the bot is using the data folder.',
    next: 'Stop the other process, or give this one a data folder of its own; for several replicas use PostgreSQL.',
  },
  DATA_FOLDER_UNUSABLE: {
    what: 'The data folder cannot be created, read or written.',
    next: 'Check the path, its permissions and the free space; it must be a local disk, not a network share.',
  },
  STORE_NEWER: {
    what: 'The database was last used by a newer version of the bot.',
    next: 'Start that version or a newer one; the database was not touched.',
  },
  STORE_MIGRATION: {
    what: 'The database could not be brought to the form this version needs.',
    next: 'Look for the cause in the log; the database is as it was, and the version before still starts.',
  },
  DATABASE_UNREACHABLE: {
    what: 'The PostgreSQL server did not answer or did not let the bot in.',
    next: 'Check DATABASE_URL, the network path and that the server runs.',
  },
  JOB_TOO_LONG: {
    what: 'A piece of background work took longer than it may and was given up.',
    next: 'Nothing; it is tried again. If it stays, look at what it was waiting for in the log.',
  },
  JOB_WORKER_DIED: {
    what: 'The process ended in the middle of a piece of background work, as often as it may be tried.',
    next: 'Look in the log for why the process ended, such as too little memory.',
  },
} as const satisfies Record<string, { what: string; next: string }>;

export type FaultCode = keyof typeof faults;
