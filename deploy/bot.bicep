// The bot's registration in Azure: an Azure Bot (single tenant) with the Teams channel. It holds no secret and runs no code; the bot itself
// runs wherever you start it.
//   az deployment group create -g <resource group> -f deploy/bot.bicep -p appId=<BOT_APP_ID> host=<public host of the bot>
// The app registration (BOT_APP_ID) and its permissions are Entra's: see "Run it for real" in the README.

@description('Application (client) id of the bot in Entra: BOT_APP_ID.')
@minLength(36)
@maxLength(36)
param appId string

@description('Directory (tenant) id the bot lives in: BOT_TENANT_ID.')
param tenantId string = tenant().tenantId

@description('Public host name of the HTTPS proxy before the bot, such as restore-bot.contoso.com.')
param host string

@description('Name of the Azure Bot resource; unique in Azure.')
param name string = 'restore-bot-${uniqueString(resourceGroup().id)}'

@description('Name shown in Azure.')
param displayName string = 'Restore Bot'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  // Messages of Teams are free of charge in both; F0 and S1 differ for other channels only.
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: displayName
    description: 'Restores mail, files, sites and teams after somebody else approved it.'
    endpoint: 'https://${host}/api/messages'
    msaAppId: appId
    msaAppTenantId: tenantId
    msaAppType: 'SingleTenant'
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

output endpoint string = bot.properties.endpoint
