# METADATA
# title: Actions that change something and can be limited to resources
# description: |
#   By service, how the actions of access level Write or Permissions management that take a resource begin; those that
#   only tag are apart. From AWS's service authorization reference of September 2026, of which it has these and no others:
#   https://docs.aws.amazon.com/service-authorization/latest/reference/
# scope: package
package driftgate.lib.iam_write_actions

import data.driftgate.lib.iam

# The services in which an action, or one that its wildcards stand for, changes something and can be limited to
# resources. Services that the table leaves out are not looked at.
services(action) := {service | some service, _ in _actions} if {
	iam.is_every_action(action)
} else := {service |
	[service, name] := split(action, ":")
	some beginnings in _actions[service]
	_begins(name, beginnings)
}

# No regular expressions: an evaluation has room for a hundred, and services have as many beginnings.
_begins(name, beginnings) if {
	some beginning in split(beginnings, "|")
	_begins_with(_literal(name), beginning)
}

_begins(name, beginnings) if {
	regex.match(`[*?]`, name)
	some beginning in split(beginnings, "|")
	startswith(beginning, _literal(name))
}

# With `$` a beginning is the whole name.
_begins_with(literal, beginning) if startswith(literal, beginning)

_begins_with(literal, beginning) if concat("", [literal, "$"]) == beginning

# What stands before the first wildcard.
_literal(name) := split(replace(name, "?", "*"), "*")[0]

_actions := {
	"acm": ["createacmedomain|createacmeexternal|delete|import|renew|resend|revoke|update"],
	"apigateway": ["add|create|delete|disable|patch|post|preview|publish|put|reject|remove|set|update"],
	"athena": ["cancel|create|delete|export|getsessionendpoint|import|put|start|stop|terminate|update"],
	"autoscaling": [
		"attach|batch|cancel|complete|createauto|createlaunch|deleteauto|deletelaunch|deletelifecycle|deletenotification|deletepolicy|deletescheduled|deletewarm|detach|disable",
		"enable|enter|execute|exit|launch|putlifecycle|putnotification|putscaling|putscheduled|putwarm|record|resume|rollback|set|start|suspend|terminate|update",
	],
	"backup": ["associate|cancel|copy|create|delete|disassociate|putbackup|revoke|search|start|updatebackup|updateframework|updaterecovery|updatereport|updaterestore|updatetiering"],
	"cloudformation": [
		"cancelupdate|continue|createchange|createstack$|createstackinstances|createstackrefactor|deletechange|deletestack|execute|import|record|rollback|setstack|signal|stop",
		"updatestack|updatetermination",
	],
	"cloudfront": [
		"allow|associate|copy|createinvalidation|deleteanycast|deletecache|deletecloud|deleteconnection|deletecontinuous|deletedistribution|deletefield|deletefunction|deletekeyvalue",
		"deleteorigin|deleterealtime|deleteresource|deleteresponse|deletestreaming|deletetrust|deletevpc|disassociate|publish|put|test|updateanycast|updatecache|updatecloud",
		"updateconnection|updatecontinuous|updatedistribution|updatedomain|updatefieldlevelencryptionprofile|updatefunction|updatekeyvalue|updateorigin|updaterealtime|updateresponse",
		"updatestreaming|updatetrust|updatevpc",
	],
	"codebuild": ["batchdelete|batchput|create|deletebuild|deletefleet|deleteproject|deletereport|deleteresource|deletewebhook|invalidate|put|retry|start|stop|update"],
	"codecommit": [
		"associate|batchassociate|batchdisassociate|createbranch|createcommit|createpull|createrepository|createunreferenced|deletebranch|deletecomment|deletefile|deletepull",
		"deleterepository|disassociate|gitpush|merge|override|post|put|test|updatecomment|updatedefault|updatepull|updaterepository|upload",
	],
	"codepipeline": ["create|delete|deregister|disable|enable|override|pollforjobs|putaction|putapproval|putwebhook|register|retry|rollback|start|stop|update"],
	"cognito-idp": [
		"add|adminadd|adminconfirm|admincreate|admindelete|admindisable|adminenable|adminforget|admininitiate|adminlink|adminremove|adminreset|adminrespond|adminset|adminupdate",
		"adminuser|associateweb|creategroup|createidentity|createmanaged|createresource|createterms|createuserimport|createuserpoolclient|createuserpooldomain|createuserpoolreplica",
		"deletegroup|deleteidentity|deletemanaged|deleteresource|deleteterms|deleteuserpool|disassociate|setlog|setrisk|setui|setuserpool|start|stop|updateauth|updategroup",
		"updateidentity|updatemanaged|updateresource|updateterms|updateuserpool",
	],
	"dynamodb": [
		"associate|batchwrite|create|delete|disable|enable|export|import|partiqldelete|partiqlinsert|partiqlupdate|put|replicate|restore|start|updatecontinuous|updatecontributor",
		"updateglobal|updateitem|updatekinesis|updatetable|updatetime|write",
	],
	"ec2": [
		"accept|allocate|apply|assign|associateaddress|associateapplication|associatecapacity|associateclient|associatedhcp|associateenclave|associateiam|associateinstance",
		"associateipamresource|associatenat|associateroute|associatesecurity|associatesubnet|associatetransit|associateverified|associatevpc|attach|authorize|batch|cancelcapacity",
		"canceldeclarative|cancelexport|cancelimage|cancelimport|cancelspot|copy|createapplication|createcapacity|createcarrier|createclient|createcoip|createcustomer|createdelegate",
		"createdhcp|createegress|createfleet|createflow|createfpga|createimage|createinstance|createinternet|createinterruptible|createipam|createkey|createlaunch|createlocal",
		"createmac|createmanaged|createnat|createnetwork|createodb|createplacement|createpublic|createreplace|createrestore|createroute|createsecondary|createsecurity|createsnapshot",
		"createstore|createsubnet|createtraffic|createtransit|createverified|createvolume|createvpc|createvpn|deleteapplication|deletecapacity|deletecarrier|deleteclient|deletecoip",
		"deletecustomer|deletedhcp|deleteegress|deletefleets|deleteflow|deletefpga|deleteimage|deleteinstance|deleteinternet|deleteipam|deletekey|deletelaunch|deletelocal",
		"deletemanaged|deletenat|deletenetwork|deleteodb|deleteplacement|deletepublic|deletequeued|deleteresource|deleteroute|deletesecondary|deletesecurity|deletesnapshot",
		"deletesubnet$|deletetraffic|deletetransit|deleteverified|deletevolume|deletevpc|deletevpn|deprovisionipam|deprovisionpublic|deregisterimage|deregistertransit|detach",
		"disableaddress|disableapplication|disablefast|disableimage$|disableimagedeprecation|disableimagederegistration|disableinstance|disableipampolicy|disableroute|disabletransit",
		"disablevgw|disablevpc|disassociateaddress|disassociateapplication|disassociatecapacity|disassociateclient|disassociateenclave|disassociateiam|disassociateinstance",
		"disassociateipamresource|disassociatenat|disassociateroute|disassociatesecurity|disassociatesubnet|disassociatetransit|disassociateverified|disassociatevpc|enableaddress",
		"enableapplication|enablefast|enableimage$|enableimagedeprecation|enableimagederegistration|enableinstance|enableipaminternet|enableipampolicy|enableroute|enabletransit",
		"enablevgw|enablevolume|enablevpc|exportimage|import|injectvolume|lock|modifyaddress|modifyapplication|modifycapacity|modifyclient|modifyfleet|modifyfpga|modifyhosts",
		"modifyimage|modifyinstanceattribute|modifyinstancecapacity|modifyinstanceconnect|modifyinstancecpu|modifyinstancecredit|modifyinstanceevent|modifyinstancemaintenance",
		"modifyinstancemetadataoptions|modifyinstancenetwork|modifyinstanceplacement|modifyipam|modifylaunch|modifylocal|modifymanagedprefix|modifynetwork|modifyodb|modifyprivate",
		"modifypublic|modifyreserved|modifyroute|modifysecurity|modifysnapshot|modifyspot|modifysubnet|modifytraffic|modifytransit|modifyverified|modifyvolume|modifyvpcattribute",
		"modifyvpcblockpublicaccessexclusion|modifyvpcencryption|modifyvpcendpoint|modifyvpcpeering|modifyvpctenancy|modifyvpn|monitor|movebyoip|movecapacity|pause|provisionipam",
		"provisionpublic|purchasecapacity|purchasehost|put|reboot|registerimage|registertransit|reject|release|replaceiam|replaceimageinstance|replacenetwork|replaceroute",
		"replacetransit|replacevpn|report|request|resetaddress|resetfpga|resetimage|resetinstance|resetnetwork|resetsnapshot|restoreimage|restoremanaged|restoresnapshot",
		"restorevolume|revoke|runinstances|send|startinstances|startnetwork|startvpc|stop|terminate|unassign|unlock|unmonitor|updateinterruptible|updatesecurity",
	],
	"ecr": [
		"batchdelete|batchimport|complete|createrepository$|deletelifecycle|deleterepository$|deleterepositorypolicy|initiate|putimage|putlifecycle|replicate|set|start|updateimage",
		"upload",
	],
	"ecs": [
		"allow|continue|create|deleteattributes|deletecapacity|deletecluster|deletedaemon|deleteexpress|deleteservice|deletetask|deregistercontainer|execute|poll|putattributes",
		"putcluster|putsystem|register|run|start|stop|submit|update",
	],
	"eks": [
		"activate|associate|cancel|createaccess|createaddon|createcapability|createcertificate|createfargate|createnodegroup|createpod|delete|deregister|disassociate|mutate|start",
		"update",
	],
	"elasticache": ["authorize|batch|complete|connect|copy|create|decrease|delete|disassociate|export|failover|increase|interrupt|modify|purchase|rebalance|reboot|reset|revoke|start|test"],
	"elasticfilesystem": [
		"backup|clientroot|clientwrite|createaccess|createmount|createreplication|deleteaccess|deletefile|deletemount|deletereplication|modify|putbackup|putfile|putlifecycle",
		"replicationwrite|restore|update",
	],
	"elasticloadbalancing": [
		"addlistener|addtrust|apply|attach|configure|create|delete|deregister|detach|disable|enable|modify|register|removelistener|removetrust|setip|setload|setrule|setsecurity",
		"setsubnets",
	],
	"es": [
		"adddata|adddirect|associate|attach|cancel|createdomain|createelasticsearchdomain|createindex|createoutbound|deleteapplication|deletedata|deletedirect|deletedomain",
		"deleteelasticsearchdomain|deleteindex|deregister|detach|dissociate|eshttpdelete|eshttppatch|eshttppost|eshttpput|insight|put|register|rollback|start|updateapplication",
		"updatedata|updatedirect|updatedomain|updateelasticsearch|updateindex|updatescheduled|upgrade",
	],
	"events": ["activate|allow|cancel|create|deactivate|deauthorize|delete|disable|enable|invoke|putevents|putraw|putresource|putrule|puttargets|removetargets|retrieve|revoke|start|update"],
	"execute-api": ["invalidate|invoke|manage"],
	"firehose": ["create|delete|put|start|stop|update"],
	"glue": [
		"authorize|batchcreate|batchdelete|batchstop|batchupdate|cancel|createblueprint|createcatalog|createcolumn|createconnection|createdatabase|createintegration|createjob",
		"createpartition|createregistry|createschema|createsession|createtable|createtrigger|createusage|createuser|createworkflow|deleteblueprint|deletecatalog|deletecolumn",
		"deleteconnection|deletecrawler|deletedata|deletedev|deleteintegration|deletejob|deleteml|deletepartition|deleteregistry|deleteresource|deleteschema|deletesession",
		"deletetable|deletetrigger|deleteusage|deleteuser|deleteworkflow|describeconnection|describeentity|federate|import|listentities|modify|notify|pass|publish|put|refresh",
		"register|remove|rename|resume|runstatement|startblueprint|startcolumn|startcrawler$|startdata|startexport|startimport|startjob|startml|starttrigger|startworkflow|stopcolumn",
		"stopcrawler$|stopjob|stopsession|stoptrigger|stopworkflow|test|updateblueprint|updatecatalog|updatecolumn|updateconnection|updatecrawler$|updatedata|updatedev",
		"updateintegration|updatejob|updateml|updatepartition|updateregistry|updateschema|updatesource|updatetable|updatetrigger|updateusage|updateuser|updateworkflow|upgrade|useml",
	],
	"iam": [
		"accept|add|associate|attach|change|createaccess|createdelegation|creategroup|createinstance|createlogin|createopen|createpolicy|createrole|createsaml|createservice",
		"createuser|createvirtual|deactivate|deleteaccess|deletegroup|deleteinstance|deletelogin|deleteopen|deletepolicy|deleterole|deletesaml|deleteserver|deleteservice",
		"deletesigning|deletessh|deleteuser|deletevirtual|detach|enablemfa|pass|putgroup|putrole|putuser|reject|remove|reset|resync|send|setdefault|updateaccess|updateassume",
		"updategroup|updatelogin|updateopen|updaterole|updatesaml|updateserver|updateservice|updatesigning|updatessh|updateuser|uploadserver|uploadsigning|uploadssh",
	],
	"kinesis": ["associate|createstream|decrease|delete|deregister|increase|merge|put|register|split|start|stop|updatechannel|updatemax|updatestreamrecord|updatestreamwarm"],
	"kms": [
		"cancel|createalias|creategrant|decrypt|deletealias|deleteimported|derive|disable|enable|encrypt|generatedata|generatemac|import|put|re|rotate|schedule|sign|synchronize",
		"updatealias|updatekey|updateprimary|verify",
	],
	"lambda": [
		"add|checkpoint|createalias|createcapacity|createfunction|createmicrovmauth|createmicrovmshell|createnetwork|delete|disable|enable|invoke|passcapacity|publish|put|remove",
		"resume|run|send|stop|suspend|terminate|update",
	],
	"logs": [
		"associatekms|createdelivery|createexport|createloganomaly|createloggroup|createlogstream|createlookup|createscheduled|deletedata|deletedelivery|deletedestination",
		"deleteloganomaly|deleteloggroup|deletelogstream|deletelookup|deletemetric|deleteretention|deletescheduled|deletesubscription|deletesyslog|deletetransformer|disassociatekms",
		"integrate|process|putbearer|putdata|putdelivery|putdestination|putlog|putmetric|putretention|putsubscription|putsyslog|puttransformer|updateanomaly|updatedelivery",
		"updateloganomaly|updatelookup|updatescheduled",
	],
	"organizations": [
		"accept|attach|cancel|close|createorganizational|createpolicy|decline|deleteorganizational|deletepolicy|deregister|detach|disablepolicy|enablepolicy|invite|move|put|register",
		"remove|terminate|update",
	],
	"rds": [
		"addrole|addsource|apply|authorize|backtrack|copy|createblue|createcustom|createdbcluster|createdbinstance|createdbparameter|createdbproxyendpoint|createdbsecurity",
		"createdbshard|createdbsnapshot|createdbsubnet|createevent|createglobal|createintegration|createoption|createtenant|cross|delete|deregister|disable|enable|failover",
		"modifyactivity|modifycurrent|modifycustom|modifydbcluster|modifydbinstance|modifydbparameter|modifydbproxy|modifydbshard|modifydbsnapshot|modifydbsubnet|modifyevent",
		"modifyglobal|modifyintegration|modifyoption|modifytenant|promote|purchase|reboot|register|removefrom|removerole|removesource|reset|restore|revoke|start|stop|switchover",
	],
	"redshift": [
		"associate|authorize|batch|cancelquerysession|cancelresize|copy|createcluster|createcustom|createendpoint|createevent|createhsm|createinbound|createintegration",
		"createsnapshot|createusage|deauthorize|deletecluster|deletecustom|deleteevent|deletehsm|deleteintegration|deletepartner|deleteqev2|deleteredshift|deleteresource",
		"deletesnapshot|deleteusage|disable|disassociate|enable|failover|getcluster|join|modifyaqua|modifyautonomics|modifycluster|modifycustom|modifyevent|modifyintegration",
		"modifyqev2|modifyredshift|modifysnapshot|modifyusage|pause|put|reboot|reject|reset|resize|restore|resume|revoke|rotate|update",
	],
	"route53": [
		"activate|associate|changecidr|changeresource|createkey|createquery|createtrafficpolicyinstance|createtrafficpolicyversion|createvpc|deactivate|delete|disable|disassociate",
		"enable|update",
	],
	"s3": [
		"abort|associate|bypass|createaccess|createbucket|createmulti|deleteaccess|deletebucket|deletemulti|deleteobject$|deleteobjectannotation|deleteobjectversion$",
		"deleteobjectversionannotation|deletestoragelensconfiguration$|deletestoragelensgroup|dissociate|initiate|object|pause|putaccelerate|putaccessgrants",
		"putaccesspointconfiguration|putaccesspointpolicy|putanalytics|putbucketabac|putbucketacl|putbucketcors|putbucketlogging|putbucketnotification|putbucketobject",
		"putbucketownership|putbucketpolicy|putbucketpublic|putbucketrequest|putbucketversioning|putbucketwebsite|putencryption|putintelligent|putinventory|putlifecycle|putmetrics",
		"putmulti|putobject$|putobjectacl|putobjectannotation|putobjectlegal|putobjectretention|putobjectversionacl|putobjectversionannotation|putreplication|replicatedelete",
		"replicateobject|restore|submit|update",
	],
	"scheduler": ["create|delete|update"],
	"secretsmanager": ["cancel|create|delete|put|remove|replicate|restore|rotate|stop|update|validate"],
	"sns": ["add|confirm|createtopic|deletetopic|publish|put|remove|setsubscription|settopic|subscribe|unsubscribe"],
	"sqs": ["add|cancel|change|create|delete|purge|remove|send|set|start"],
	"ssm": [
		"associate|cancelmaintenance|createassociation|createcloud|createdocument|createresource|deleteassociation|deletecloud|deletedocument|deletemaintenance|deleteops",
		"deleteparameter|deletepatch|deleteresource|deregister|disassociate|label|modify|putcalendar|putcompliance|putparameter|putresource|registerdefault|registerpatch",
		"registertarget|registertask|request|reset|resume|send|startaccess|startassociations|startautomation|startchange|startsession|stop|terminate|unlabel|update",
	],
	"states": ["create|delete|getactivity|publish|redrive|start|stop|update"],
	"sts": ["assume|getfederation|set"],
	"wafv2": ["associate|createip|createregex|createrule|createweb|deletefirewall|deleteip|deletelogging|deletepermission|deleteregex|deleterule|deleteweb|disassociate|put|update"],
}
